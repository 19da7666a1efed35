/**
 * Is this a bill of materials, and does it name anything? By content, never by the name of a file: CycloneDX 1.x (JSON, XML) and
 * SPDX 2.x (JSON, tag-value, YAML) and 3.x (JSON-LD).
 */
import { JsonObject } from '@backstage/types';
import { listOf, objectsOf, textOf } from '../json';

/** `empty`: it is one, and names no component. */
export type BillOfMaterials = 'filled' | 'empty' | 'none';

const filledIf = (isFilled: boolean): BillOfMaterials =>
  isFilled ? 'filled' : 'empty';

const hasName =
  (...names: string[]) =>
  (item: JsonObject) =>
    names.some(name => textOf(item[name], 100) !== undefined);

/** @param value - a document, or the predicate of an attestation */
export function billOfJson(value: JsonObject): BillOfMaterials {
  if (value.bomFormat === 'CycloneDX') {
    return filledIf(objectsOf(value.components).some(hasName('name')));
  }
  if (/^SPDX-2/.test(textOf(value.spdxVersion, 50) ?? '')) {
    return filledIf(
      objectsOf(value.packages).some(hasName('name')) ||
        objectsOf(value.files).some(hasName('fileName', 'name')),
    );
  }
  const context = [value['@context'], ...listOf(value['@context'])];
  if (
    context.some(it => /\bspdx\.org\/rdf\/3/.test(textOf(it, 300) ?? '')) &&
    Array.isArray(value['@graph'])
  ) {
    return filledIf(
      objectsOf(value['@graph'])
        .filter(it =>
          /(?:^|_|\/)(?:Package|File)$/.test(
            textOf(it.type ?? it['@type'], 200) ?? '',
          ),
        )
        .some(hasName('name')),
    );
  }
  return 'none';
}

/** @param text - the beginning of a document that is too long to be parsed */
export function billOfLongJson(text: string): BillOfMaterials {
  const isCycloneDx = /"bomFormat"\s*:\s*"CycloneDX"/.test(text);
  const isSpdx =
    /"spdxVersion"\s*:\s*"SPDX-2/.test(text) || /spdx\.org\/rdf\/3/.test(text);
  // A list that begins with an object is taken for filled: such a document is long for some reason.
  const isFilled = /"(?:components|packages|files|@graph)"\s*:\s*\[\s*\{/.test(
    text,
  );
  return (isCycloneDx || isSpdx) && isFilled ? 'filled' : 'none';
}

/** @param text - the beginning of an XML document; it is looked at and not parsed, so that nothing in it is expanded */
export function billOfXml(text: string): BillOfMaterials {
  const root =
    /<(?:[\w-]+:)?bom\b[^>]{0,2000}https?:\/\/cyclonedx\.org\/schema\/bom\/1/.test(
      text,
    );
  return root
    ? filledIf(/<(?:[\w-]+:)?components>\s*<(?:[\w-]+:)?component\b/.test(text))
    : 'none';
}

/** @param text - the beginning of a text: tag-value or YAML of SPDX */
export function billOfText(text: string): BillOfMaterials {
  if (/^SPDXVersion:[ \t]*SPDX-2/m.test(text)) {
    return filledIf(/^(?:PackageName|FileName):[ \t]*\S/m.test(text));
  }
  if (/^spdxVersion:[ \t]*["']?SPDX-2/m.test(text)) {
    return filledIf(/^(?:packages|files):[ \t]*\r?\n[ \t]*-/m.test(text));
  }
  return 'none';
}
