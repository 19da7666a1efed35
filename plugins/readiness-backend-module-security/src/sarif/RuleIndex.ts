import { JsonObject, JsonValue } from '@backstage/types';
import { indexOf, objectOf, objectsOf, textOf } from '../json';

/** A component of a tool with its rules. */
interface RuleComponent {
  guid: string | undefined;
  name: string | undefined;
  rules: JsonObject[];
  byId: Map<string, JsonObject>;
  byGuid: Map<string, JsonObject>;
}

const maxIdLength = 500;

function toComponent(component: JsonObject): RuleComponent {
  const rules = objectsOf(component.rules);
  const byId = new Map<string, JsonObject>();
  const byGuid = new Map<string, JsonObject>();
  for (const rule of rules) {
    const id = textOf(rule.id, maxIdLength);
    const guid = textOf(rule.guid, 100);
    if (id !== undefined && !byId.has(id)) {
      byId.set(id, rule);
    }
    if (guid !== undefined) {
      byGuid.set(guid, rule);
    }
  }
  return {
    guid: textOf(component.guid, 100),
    name: textOf(component.name, 200),
    rules,
    byId,
    byGuid,
  };
}

/**
 * Finds the rule of a result (SARIF 2.1.0, 3.27.5 to 3.27.7 and 3.52): by index, GUID or id, in the tool's driver or the
 * extension that the reference names; and where no component is named, in the extensions as well.
 */
export class RuleIndex {
  readonly #driver: RuleComponent;
  readonly #extensions: RuleComponent[];

  /** @param tool - of a run */
  constructor(tool: JsonObject) {
    this.#driver = toComponent(objectOf(tool.driver) ?? {});
    this.#extensions = objectsOf(tool.extensions)
      .slice(0, 200)
      .map(toComponent);
  }

  /** @param result - with `ruleId`, `ruleIndex`, `rule` */
  ofResult(result: JsonObject): JsonObject | undefined {
    const reference = objectOf(result.rule) ?? {};
    return this.find({
      ...reference,
      id: result.ruleId ?? reference.id,
      index: result.ruleIndex ?? reference.index,
    });
  }

  /** @param reference - a reportingDescriptorReference */
  find(reference: JsonObject): JsonObject | undefined {
    const component = this.#componentOf(reference.toolComponent);
    const index = indexOf(reference.index);
    const indexed = index === undefined ? undefined : component?.rules[index];
    if (indexed) {
      return indexed;
    }
    const places = component
      ? [component]
      : [this.#driver, ...this.#extensions];
    const others =
      reference.toolComponent === undefined ? this.#extensions : [];
    const guid = textOf(reference.guid, 100);
    const id = textOf(reference.id, maxIdLength);
    for (const { byGuid, byId } of [...places, ...others]) {
      const found =
        (guid === undefined ? undefined : byGuid.get(guid)) ??
        (id === undefined ? undefined : byHierarchy(byId, id));
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  #componentOf(reference: JsonValue | undefined): RuleComponent | undefined {
    const object = objectOf(reference);
    if (!object) {
      return this.#driver;
    }
    const index = indexOf(object.index);
    const guid = textOf(object.guid, 100);
    const name = textOf(object.name, 200);
    const all = [this.#driver, ...this.#extensions];
    return (
      (index === undefined ? undefined : this.#extensions[index]) ??
      (guid === undefined ? undefined : all.find(it => it.guid === guid)) ??
      (name === undefined ? undefined : all.find(it => it.name === name))
    );
  }
}

/** The id of a result may say more than that of its rule: `CA2101/EmptyString` is of the rule `CA2101`. */
function byHierarchy(
  byId: ReadonlyMap<string, JsonObject>,
  id: string,
): JsonObject | undefined {
  for (let end = id.length; end > 0; end = id.lastIndexOf('/', end - 1)) {
    const rule = byId.get(id.slice(0, end));
    if (rule) {
      return rule;
    }
  }
  return undefined;
}
