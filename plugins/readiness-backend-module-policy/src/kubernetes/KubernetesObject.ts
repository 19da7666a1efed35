import { JsonObject } from '@backstage/types';

/**
 * One Kubernetes object of a file.
 */
export interface KubernetesObject {
  apiVersion: string;
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  /** `metadata.name`, or `metadata.generateName` with a star. */
  name: string;
  namespace: string | null;
  labels: Record<string, string>;
  /** As written, without keys whose value is null: the API server drops them too. */
  data: JsonObject;
  path: string;
  line: number;
}
