/**
 * Schemas of ValidatingAdmissionPolicy and ValidatingAdmissionPolicyBinding,
 * written from the API of Kubernetes (admissionregistration.k8s.io, v1 and its
 * beta and alpha versions, which have the same fields).
 */
import { z } from 'zod';
import { labelSelectorSchema } from '../kubernetes/LabelSelector';

/** API versions of admission policies that are read. */
export const admissionVersions: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io/v1',
  'admissionregistration.k8s.io/v1beta1',
  'admissionregistration.k8s.io/v1alpha1',
]);

const words = z.array(z.string().max(253)).max(200).nullish();
const expression = z.string().min(1).max(16_384);

const rule = z.object({
  apiGroups: words,
  apiVersions: words,
  operations: words,
  resources: words,
  resourceNames: words,
  scope: z.enum(['*', 'Cluster', 'Namespaced']).nullish(),
});

const matchResources = z.object({
  resourceRules: z.array(rule).max(100).nullish(),
  excludeResourceRules: z.array(rule).max(100).nullish(),
  namespaceSelector: labelSelectorSchema.nullish(),
  objectSelector: labelSelectorSchema.nullish(),
  matchPolicy: z.enum(['Exact', 'Equivalent']).nullish(),
});

const metadata = z.object({ name: z.string().min(1).max(253) });

/** Schema of a ValidatingAdmissionPolicy. */
export const admissionPolicySchema = z.object({
  metadata,
  spec: z.object({
    paramKind: z
      .object({ apiVersion: z.string().max(253), kind: z.string().max(253) })
      .nullish(),
    matchConstraints: matchResources,
    matchConditions: z
      .array(z.object({ name: z.string().max(253), expression }))
      .max(64)
      .nullish(),
    variables: z
      .array(
        z.object({
          name: z
            .string()
            .max(253)
            .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a CEL identifier'),
          expression,
        }),
      )
      .max(100)
      .nullish(),
    validations: z
      .array(
        z.object({
          expression,
          message: z.string().max(5_000).nullish(),
          messageExpression: expression.nullish(),
          reason: z.string().max(253).nullish(),
        }),
      )
      .min(1, 'needs a validation: one that only audits has nothing to answer')
      .max(100),
    failurePolicy: z.enum(['Fail', 'Ignore']).nullish(),
    /** Only ValidatingPolicy of Kyverno has its own; for others a binding says it. */
    validationActions: words,
  }),
});

/**
 * Is this a ValidatingPolicy of Kyverno? It is written as a
 * ValidatingAdmissionPolicy is, and is in force without a binding.
 *
 * @see https://kyverno.io/docs/policy-types/validating-policy/
 */
export function isKyvernoValidatingPolicy(object: {
  group: string;
  kind: string;
}): boolean {
  return (
    object.group === 'policies.kyverno.io' && object.kind === 'ValidatingPolicy'
  );
}

/** Schema of a ValidatingAdmissionPolicyBinding. */
export const admissionBindingSchema = z.object({
  metadata,
  spec: z.object({
    policyName: z.string().min(1).max(253),
    paramRef: z
      .object({
        name: z.string().max(253).nullish(),
        namespace: z.string().max(253).nullish(),
        selector: labelSelectorSchema.nullish(),
        parameterNotFoundAction: z.enum(['Allow', 'Deny']).nullish(),
      })
      .nullish(),
    matchResources: matchResources.nullish(),
    validationActions: words,
  }),
});

/** Which resources a rule is about, as written. */
export type ResourceRule = z.output<typeof rule>;
/** Which objects a policy or a binding is about, as written. */
export type MatchResources = z.output<typeof matchResources>;
/** Spec of a policy as written. */
export type AdmissionPolicySpec = z.output<
  typeof admissionPolicySchema
>['spec'];
/** Spec of a binding as written. */
export type AdmissionBindingSpec = z.output<
  typeof admissionBindingSchema
>['spec'];
