import type { SandboxResponse } from '../route.ts';
import { found } from './answers.ts';
import { requireRead } from './grants.ts';
import type { XteCall } from './request.ts';

interface Item {
  readonly DCID: number;
  readonly ID: number;
  readonly GRADESCALEID: number;
  readonly NAME: string;
  readonly DESCRIPTION: string | null;
  readonly GRADESCALETYPE: string;
  readonly CUTOFFPERCENTAGE: number | null;
  readonly VALUE: number | null;
  readonly GRADE_POINTS: number | null;
  readonly ISFORCOURSEGRADE: number;
  readonly ISFORSTANDARDS: number;
}

/** `GET /ws/xte/grade_scale/scales/{ids}` (reference §7.7). The row of a scale itself has -1 for its scale. */
export function gradeScales({ db, request }: XteCall, ids: readonly number[]): SandboxResponse {
  requireRead(request.plugin, 'GRADESCALEITEM');
  const scales = db
    .prepare<[string], Item>(
      'SELECT * FROM GRADESCALEITEM WHERE GRADESCALEID = -1 AND ID IN (SELECT value FROM json_each(?)) ORDER BY ID',
    )
    .all(JSON.stringify(ids));
  const items = db.prepare<[number], Item>(
    'SELECT * FROM GRADESCALEITEM WHERE GRADESCALEID = ? ORDER BY CUTOFFPERCENTAGE DESC, ID',
  );
  return found(
    scales.map((scale) => ({
      ...toScale(scale),
      ...(request.params.get('include_items') === 'true'
        ? {
            _items: items
              .all(scale.ID)
              .map((item) => ({ ...toItem(item), _parentgradescale: { id: scale.ID, dcid: scale.DCID } })),
          }
        : {}),
    })),
  );
}

const toScale = (scale: Item): object => ({
  id: scale.ID,
  dcid: scale.DCID,
  name: scale.NAME,
  description: scale.DESCRIPTION ?? '',
  gradescaletype: scale.GRADESCALETYPE.toUpperCase(),
  isforcoursegrade: scale.ISFORCOURSEGRADE === 1,
  isforstandards: scale.ISFORSTANDARDS === 1,
});

const toItem = (item: Item): object => ({
  id: item.ID,
  dcid: item.DCID,
  name: item.NAME,
  description: item.DESCRIPTION ?? '',
  cutoffpercentage: item.CUTOFFPERCENTAGE,
  value: item.VALUE,
  grade_points: item.GRADE_POINTS,
});
