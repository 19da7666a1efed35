import { Environment, Optional } from '@marcbachmann/cel-js';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dns1123Label = new RegExp(`^${label}$`);
const dns1123Subdomain = new RegExp(`^${label}(\\.${label})*$`);
const dns1035Label = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const name = '[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?';
const qualifiedPart = new RegExp(`^${name}$`);
const labelValue = new RegExp(`^(${name})?$`);

const labelText =
  'must consist of lower case letters, digits and dashes, and begin and end with a letter or digit';

function fits(pattern: RegExp, most: number, message: string) {
  return (text: string): string[] => [
    ...(text.length > most ? [`must be no more than ${most} characters`] : []),
    ...(text.length <= 1_000 && pattern.test(text) ? [] : [message]),
  ];
}

/** A prefix may end with a dash, since Kubernetes adds something to it. */
function asPrefix(validate: (text: string) => string[]) {
  return (text: string): string[] => validate(text.replace(/-$/, 'a'));
}

function isUri(text: string): boolean {
  try {
    return text.length <= 10_000 && Boolean(new URL(text).protocol);
  } catch {
    return false;
  }
}

function qualifiedName(text: string): string[] {
  const parts = text.slice(0, 1_000).split('/');
  const own = parts[parts.length - 1];
  const problems = fits(
    qualifiedPart,
    63,
    'the name must consist of letters, digits, dashes, dots and underscores',
  )(own);
  if (parts.length > 2) {
    problems.push('must be a name with at most one prefix');
  } else if (parts.length === 2) {
    problems.push(
      ...fits(
        dns1123Subdomain,
        253,
        'the prefix must be a DNS subdomain',
      )(parts[0]),
    );
  }
  return problems;
}

const check = (isValid: (text: string) => boolean, message: string) => {
  return (text: string): string[] => (isValid(text) ? [] : [message]);
};

const validators: Record<string, (text: string) => string[]> = {
  dns1123Label: fits(dns1123Label, 63, labelText),
  dns1123Subdomain: fits(
    dns1123Subdomain,
    253,
    `each part ${labelText}, parted by dots`,
  ),
  dns1035Label: fits(
    dns1035Label,
    63,
    'must consist of lower case letters, digits and dashes, and begin with a letter',
  ),
  qualifiedName,
  labelValue: fits(
    labelValue,
    63,
    'must be empty or consist of letters, digits, dashes, dots and underscores',
  ),
  uri: check(isUri, 'must be an absolute address'),
  uuid: check(
    text =>
      text.length <= 64 &&
      /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(
        text,
      ),
    'must be a UUID',
  ),
  byte: check(
    text => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
    'must be base64',
  ),
  date: check(
    text =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) &&
      new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text,
    'must be a date',
  ),
  datetime: check(
    text =>
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i.test(
        text,
      ) && Number.isFinite(Date.parse(text)),
    'must be a time',
  ),
};
validators.dns1123LabelPrefix = asPrefix(validators.dns1123Label);
validators.dns1123SubdomainPrefix = asPrefix(validators.dns1123Subdomain);
validators.dns1035LabelPrefix = asPrefix(validators.dns1035Label);

/** A format that texts are held against. */
class NamedFormat {
  constructor(readonly validate: (text: string) => string[]) {}
}

/** The receiver of `format.dns1123Label()`. */
class FormatNamespace {}

/**
 * The formats of Kubernetes: `format.dns1123Label()` and the others by name,
 * `format.named(text)`, and `validate`, whose answer is none where a text fits.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library
 */
export function registerFormatFunctions(environment: Environment): void {
  const sync = { async: false };
  environment.registerType('NamedFormat', { ctor: NamedFormat, fields: {} });
  environment.registerType('FormatNamespace', {
    ctor: FormatNamespace,
    fields: {},
  });
  environment.registerConstant(
    'format',
    'FormatNamespace',
    new FormatNamespace(),
  );
  const formats = new Map(
    Object.entries(validators).map(([key, validate]) => [
      key,
      new NamedFormat(validate),
    ]),
  );
  for (const [key, format] of formats) {
    environment.registerFunction(
      `FormatNamespace.${key}(): NamedFormat`,
      () => format,
      sync,
    );
  }
  environment.registerFunction(
    'FormatNamespace.named(string): optional<NamedFormat>',
    (_: FormatNamespace, key: string) => {
      const format = formats.get(key);
      return format ? Optional.of(format) : Optional.none();
    },
    sync,
  );
  environment.registerFunction(
    'NamedFormat.validate(string): optional<list<string>>',
    (format: NamedFormat, text: string) => {
      const problems = format.validate(text);
      return problems.length > 0 ? Optional.of(problems) : Optional.none();
    },
    sync,
  );
}
