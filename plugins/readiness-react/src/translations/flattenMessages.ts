/**
 * Messages in rooms, as they are written.
 *
 * @public
 */
export interface NestedMessages {
  readonly [key: string]: string | NestedMessages;
}

/**
 * The same rooms and keys with texts of another language. TypeScript thereby refuses a language that lacks one.
 *
 * @public
 */
export type Translated<T extends NestedMessages> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends NestedMessages
    ? Translated<T[K]>
    : never;
};

/** Several types in one that has the properties of all. @public */
export type Joined<T> = (
  T extends unknown ? (each: T) => void : never
) extends (all: infer All) => void
  ? { readonly [K in keyof All]: All[K] }
  : never;

/**
 * All messages by the path to them.
 *
 * @public
 */
export type FlatMessages<T extends NestedMessages> = Joined<
  {
    [K in keyof T & string]: T[K] extends NestedMessages
      ? {
          [Nested in keyof FlatMessages<T[K]> &
            string as `${K}.${Nested}`]: string;
        }
      : { [_ in K]: string };
  }[keyof T & string]
>;

/**
 * Messages as Backstage loads them for another language: `{ teams: { title: 'x' } }` becomes `{ 'teams.title': 'x' }`.
 *
 * @param messages - of one language, in rooms
 * @public
 */
export function flattenMessages<T extends NestedMessages>(
  messages: T,
): FlatMessages<T> {
  const flat: Record<string, string> = {};
  const add = (nested: NestedMessages, path: string) => {
    for (const [key, value] of Object.entries(nested)) {
      if (typeof value === 'string') {
        flat[path + key] = value;
      } else {
        add(value, `${path}${key}.`);
      }
    }
  };
  add(messages, '');
  return flat as FlatMessages<T>;
}
