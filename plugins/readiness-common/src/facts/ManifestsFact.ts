/**
 * Fact of the collector `manifests`: CEL policies run over Kubernetes manifests.
 *
 * @public
 */
export type ManifestsFact = {
  location: string;
  /** How many Kubernetes objects were found. */
  objects: number;
  /** Kinds found, sorted. */
  kinds: string[];
  /** `metadata.name` of every policy that was run, whether it matches an object or not; sorted. */
  policies: string[];
  /** One row per policy and object that it matches, sorted by policy, then object. */
  evaluations: Array<{
    /** `metadata.name` of the ValidatingAdmissionPolicy. */
    policy: string;
    /** `Kind/name`. */
    object: string;
    path: string;
    /** `unknown`: needs an admission request or a function that is not there; `message` names it. */
    outcome: 'pass' | 'fail' | 'unknown';
    message: string;
  }>;
  /** Manifests and files that could not be read; each is a problem of the entity. */
  broken: number;
};
