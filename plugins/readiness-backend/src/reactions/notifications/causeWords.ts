/** Why levels fell, in the words of a message. */
const words: Readonly<Record<string, string>> = {
  data: 'something is not there any more, or was found to be missing',
  time: 'something has become too old',
  dependency: 'a service that they depend on',
  exemption: 'an exemption has ended',
  standard: 'the standard was changed',
};

/**
 * Puts a cause into words.
 *
 * @param cause - a `Cause` of which owners are told
 */
export function causeWords(cause: string): string {
  return Object.hasOwn(words, cause) ? words[cause] : cause;
}
