import {
  absentType,
  CelType,
  dynType,
  listOf,
  mapOf,
  objectOf,
  stringType,
} from './CelType';

function optional(type: CelType): CelType {
  return [...type, ...absentType];
}

const optionalText = optional(stringType);

/**
 * A Backstage entity as the catalog serves it: the envelope is known, `spec`
 * differs from kind to kind, so that each of its properties may be missing.
 *
 * The form is that of `Entity` of `@backstage/catalog-model`; the catalog
 * always adds `namespace`, `uid`, `etag` and `relations`, but a file that is
 * evaluated on its own has none of them. Metadata of one's own can be read as
 * `dyn(entity).metadata.name`, unchecked.
 */
export const entityType: CelType = objectOf({
  apiVersion: stringType,
  kind: stringType,
  metadata: objectOf({
    name: stringType,
    uid: optionalText,
    etag: optionalText,
    namespace: optionalText,
    title: optionalText,
    description: optionalText,
    labels: optional(mapOf(stringType)),
    annotations: optional(mapOf(stringType)),
    tags: optional(listOf(stringType)),
    links: optional(
      listOf(
        objectOf({
          url: stringType,
          title: optionalText,
          icon: optionalText,
          type: optionalText,
        }),
      ),
    ),
  }),
  spec: mapOf(dynType),
  relations: optional(
    listOf(objectOf({ type: stringType, targetRef: stringType })),
  ),
  status: optional(dynType),
});
