import type { PullMessage, RowPage } from '../connectors/connector.ts';
import type { Value } from '../../shared/oneroster/entity.ts';

/**
 * A page as it crosses the border between two threads. Copying a long list of mixed values costs more than making it; numbers in a
 * buffer that changes hands cost nothing, and each text goes over once however many rows have it.
 */
export interface PackedPage extends Omit<RowPage, 'kind' | 'values'> {
  readonly kind: 'packed';
  /** A number as it is; for a text its place in `texts`. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** 0 for null, 1 for a number, 2 for a text. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  readonly texts: readonly string[];
}

export type PackedMessage = PackedPage | Exclude<PullMessage, RowPage>;

export function packMessage(message: PullMessage): PackedMessage {
  if (message.kind === 'end') return message;
  const { kind: _kind, values, ...rest } = message;
  const { length } = values;
  const numbers = new Float64Array(length);
  const kinds = new Uint8Array(length);
  const texts: string[] = [];
  const places = new Map<string, number>();
  for (let at = 0; at < length; at++) {
    const value = values[at];
    if (typeof value === 'number') {
      numbers[at] = value;
      kinds[at] = 1;
    } else if (typeof value === 'string') {
      let place = places.get(value);
      if (place === undefined) {
        place = texts.push(value) - 1;
        places.set(value, place);
      }
      numbers[at] = place;
      kinds[at] = 2;
    }
  }
  return { ...rest, kind: 'packed', numbers, kinds, texts };
}

/** The buffers that change hands with a message. */
export const buffersOf = (message: PackedMessage): readonly ArrayBuffer[] =>
  message.kind === 'packed' ? [message.numbers.buffer, message.kinds.buffer] : [];

export function unpackMessage(message: PackedMessage): PullMessage {
  if (message.kind === 'end') return message;
  const { kind: _kind, numbers, kinds, texts, ...rest } = message;
  const { length } = numbers;
  const values: Value[] = [];
  for (let at = 0; at < length; at++) {
    const kind = kinds[at];
    const number = numbers[at] ?? 0;
    values.push(kind === 1 ? number : kind === 2 ? (texts[number] ?? '') : null);
  }
  return { ...rest, kind: 'rows', values };
}
