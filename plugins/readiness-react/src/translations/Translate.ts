import type { JSX } from 'react';

/** A key as it is asked for: of a plural, what `x_one` and `x_other` have in common. @public */
export type MessageKey<K> = K extends `${infer Base}_${'one' | 'other'}`
  ? Base
  : K;

/** The message of a key; of a plural, all its forms. @public */
export type MessageOf<M, K extends string> = K extends keyof M
  ? M[K]
  : M[`${K}_${'one' | 'other'}` & keyof M];

/** What stands between braces: "name", or "count, number". @public */
export type Placeholder<Text> =
  Text extends `${string}{{${infer Inside}}}${infer Rest}`
    ? Inside | Placeholder<Rest>
    : never;

/** The placeholders of a key; a plural always has a count. @public */
export type PlaceholderOf<M, K extends string> =
  | Placeholder<MessageOf<M, K>>
  | (K extends keyof M ? never : 'count');

/** The values for some placeholders, by name. @public */
export type MessageValues<P extends string, V> = {
  readonly [Inside in P as Inside extends `${infer Name}, ${string}`
    ? Name
    : Inside]: Inside extends 'count' | `${string}, number` ? number : V;
};

/** What is passed beside a key: values, if its message asks for any. @public */
export type MessageArguments<P extends string, V> = [P] extends [never]
  ? []
  : [values: MessageValues<P, V>];

/**
 * Translates messages: a key and exactly the values that its placeholders ask for, numbers where they are formatted as
 * such, give a text; an element where one of the values is an element. It says the same as the type of Backstage's
 * translation function, of which the compiler needs a multiple of the time for as many messages as ours.
 *
 * @param M - all messages of a language by key, e.g. `(typeof someTranslationRef)['T']`
 * @public
 */
export interface Translate<M> {
  <K extends MessageKey<keyof M & string>>(
    key: K,
    ...values: MessageArguments<PlaceholderOf<M, K>, string>
  ): string;
  <K extends MessageKey<keyof M & string>>(
    key: K,
    ...values: MessageArguments<PlaceholderOf<M, K>, string | JSX.Element>
  ): JSX.Element;
}
