import { Refusal } from './Refusal';
import { toIsoTime } from './toIsoTime';

/** Longest id or name that an event may hold, in characters; those of `DeliveryEvent`. */
const nameLength = 500;

const linkLength = 2000;

/**
 * The fields of a JSON object that others wrote, with its place for messages. Only own fields are
 * seen. Methods that begin with `optional` take a value of another type for none; the others refuse
 * it.
 */
export class Fields {
  readonly #values: object;

  /** Where it stands, e.g. `event.data`; empty for the payload itself. */
  readonly place: string;

  private constructor(values: object, place: string) {
    this.#values = values;
    this.place = place;
  }

  /**
   * @param value - anything
   * @param place - of it, for messages
   * @throws Refusal if it is no object
   */
  static of(value: unknown, place: string): Fields {
    const fields = Fields.optionalOf(value, place);
    if (!fields) {
      throw new Refusal(`${place || 'The payload'} is not an object`);
    }
    return fields;
  }

  /**
   * @param value - anything
   * @param place - of it, for messages
   * @returns undefined if it is no object
   */
  static optionalOf(value: unknown, place: string): Fields | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new Fields(value, place)
      : undefined;
  }

  /** The value of a field as it is; undefined without it. */
  value(name: string): unknown {
    return Object.hasOwn(this.#values, name)
      ? Reflect.get(this.#values, name)
      : undefined;
  }

  /** The object itself, as others wrote it. */
  toJson(): object {
    return this.#values;
  }

  object(name: string): Fields {
    return Fields.of(this.value(name), this.#placeOf(name));
  }

  optionalObject(name: string): Fields | undefined {
    return Fields.optionalOf(this.value(name), this.#placeOf(name));
  }

  /** The objects of a list, at most so many of its beginning; empty for what is no list. */
  objects(name: string, atMost: number): Fields[] {
    const list = this.value(name);
    return (Array.isArray(list) ? list : [])
      .slice(0, atMost)
      .flatMap(
        (item, index) =>
          Fields.optionalOf(item, `${this.#placeOf(name)}[${index}]`) ?? [],
      );
  }

  /** A text of 1 to 500 characters. */
  text(name: string): string {
    return (
      this.optionalText(name) ??
      this.#refuse(name, `a text of 1 to ${nameLength} characters`)
    );
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === 'string' &&
      value !== '' &&
      value.length <= nameLength
      ? value
      : undefined;
  }

  /** A text cut to so many characters, or null. */
  shortText(name: string, length: number): string | null {
    const value = this.value(name);
    return typeof value === 'string' && value !== ''
      ? // A half of a surrogate pair is no text that a database takes.
        value.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
      : null;
  }

  /** A text or a whole number, as text. */
  id(name: string): string {
    return this.optionalId(name) ?? this.#refuse(name, 'a text or a number');
  }

  optionalId(name: string): string | undefined {
    const value = this.value(name);
    return Number.isSafeInteger(value)
      ? String(value)
      : this.optionalText(name);
  }

  /** A time, see `toIsoTime`. */
  time(name: string): string {
    return this.optionalTime(name) ?? this.#refuse(name, 'a time');
  }

  optionalTime(name: string): string | undefined {
    return toIsoTime(this.value(name));
  }

  /** A link to a page, or null for anything else. */
  link(name: string): string | null {
    const value = this.value(name);
    return typeof value === 'string' &&
      value.length <= linkLength &&
      /^https?:\/\//i.test(value) &&
      URL.canParse(value)
      ? value
      : null;
  }

  /** True or false, or null for anything else. */
  flag(name: string): boolean | null {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : null;
  }

  #placeOf(name: string): string {
    return this.place ? `${this.place}.${name}` : name;
  }

  #refuse(name: string, what: string): never {
    throw new Refusal(`${this.#placeOf(name)} is not ${what}`);
  }
}
