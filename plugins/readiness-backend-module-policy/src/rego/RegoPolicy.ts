import { Severity } from '../reports/reportSchemas';

/**
 * A Rego policy as it is configured under `readiness.policy.rego`.
 *
 * @public
 */
export interface RegoPolicy {
  /** Under which checks read its results. */
  name: string;
  /** Path of the rule or package, e.g. `readiness/deny`. */
  entrypoint: string;
  /** `manifest`: each Kubernetes object alone. `entity`: `{ entity, manifests }`, once. */
  input: 'manifest' | 'entity';
  /** Of failures that give none. */
  severity: Severity;
  /** For one input of a bundle, in milliseconds. */
  timeLimitMs: number;
  source:
    | {
        type: 'bundle';
        /** A file, absolute or relative to the working directory. */
        path: string;
      }
    | {
        type: 'opa';
        /** http(s) URL without a path below `/v1`. */
        url: string;
        token: string | null;
        allowPrivateAddresses: boolean;
      };
}
