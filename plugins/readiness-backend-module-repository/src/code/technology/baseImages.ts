/** The name of an image without its registry, tag and digest, in lower case. */
export function imageName(image: string): string {
  const plain = image.trim().toLowerCase().split('@')[0];
  const names = plain.split('/');
  if (names.length > 1 && /[.:]|^localhost$/.test(names[0])) {
    names.shift();
  }
  const last = (names.pop() ?? '').split(':')[0];
  return [...names, last].join('/');
}

const maxStages = 200;

/**
 * The image that the last stage of a Dockerfile stands on, through the stages before it.
 *
 * @returns its name; undefined for `scratch`, for one that an argument without default gives, and for none
 */
export function baseImage(text: string): string | undefined {
  const defaults = new Map<string, string>();
  const stages: Array<{ image: string; alias?: string }> = [];
  // Lines that end in a backslash go on in the next one.
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [instruction, ...words] = line.trim().split(/\s+/, 20);
    if (/^arg$/i.test(instruction)) {
      const at = words[0]?.indexOf('=') ?? -1;
      if (at > 0) {
        const value = words[0].slice(at + 1).replace(/^["']|["']$/g, '');
        defaults.set(words[0].slice(0, at), value);
      }
    } else if (/^from$/i.test(instruction) && stages.length < maxStages) {
      const [image, as, alias] = words.filter(word => !word.startsWith('--'));
      stages.push({
        image: image ?? '',
        ...(/^as$/i.test(as ?? '') && alias
          ? { alias: alias.toLowerCase() }
          : {}),
      });
    }
  }
  let image = stages.pop()?.image;
  for (const stage of stages.reverse()) {
    if (stage.alias !== undefined && stage.alias === image?.toLowerCase()) {
      image = stage.image;
    }
  }
  const whole = image?.replace(
    /\$(?:\{(\w+)(?::?[-+]([^{}]*))?\}|(\w+))/g,
    (_, braced?: string, otherwise?: string, plain?: string) =>
      defaults.get(braced ?? plain ?? '') ?? otherwise ?? '',
  );
  const name = whole ? imageName(whole) : '';
  return name === '' || name === 'scratch' ? undefined : name;
}
