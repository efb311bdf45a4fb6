import type { Scope, SourceDescription } from '../connectors/connector.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { PackedMessage } from './packed-page.ts';

/** From the engine's thread to the source's. */
export type ToSource =
  | { readonly kind: 'describe'; readonly id: number }
  | { readonly kind: 'pull'; readonly id: number; readonly scope: Scope; readonly since: string | null }
  /** The engine has taken a page: one more may be sent. */
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'close' };

export type FromSource =
  | { readonly kind: 'described'; readonly id: number; readonly description: SourceDescription }
  | { readonly kind: 'message'; readonly id: number; readonly message: PackedMessage }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorReport };

/** Pages that may be on the way before the engine has taken the first. */
export const pagesAhead = 3;
