import type { Database } from 'better-sqlite3';
import { appearanceSchema, type Appearance } from '../../shared/ipc/contract/appearance.ts';

/** How the application looks: kept in the profile, so that it is the same in every window and browser. */
export interface AppearanceStore {
  /** The usual one before anything was chosen, and where a newer version wrote what this one cannot read. */
  get(): Appearance;
  set(appearance: Appearance): void;
}

export function openAppearance(db: Database): AppearanceStore {
  const one = db.prepare<[], { content: string }>("SELECT content FROM preference WHERE name = 'appearance'");
  const put = db.prepare(
    `INSERT INTO preference (name, content) VALUES ('appearance', ?)
     ON CONFLICT (name) DO UPDATE SET content = excluded.content`,
  );
  return {
    get() {
      const stored = appearanceSchema.safeParse(JSON.parse(one.get()?.content ?? '{}'));
      return stored.success ? stored.data : appearanceSchema.parse({});
    },
    set: (appearance) => void put.run(JSON.stringify(appearance)),
  };
}
