import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { PolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  schemaIssues,
  YamlDocument,
} from '@team-readiness/backstage-plugin-readiness-node';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { readKubernetesObjects } from '../kubernetes/readKubernetesObjects';
import {
  AdmissionPolicy,
  compileAdmissionPolicy,
  compileBinding,
} from './AdmissionPolicy';
import {
  admissionBindingSchema,
  AdmissionBindingSpec,
  admissionPolicySchema,
  AdmissionPolicySpec,
  admissionVersions,
  isKyvernoValidatingPolicy,
} from './admissionSchemas';
import { whyPolicyIsNotRun } from './otherPolicies';

/** A file of policies, bindings and parameters. */
export interface AdmissionSource {
  /** Named in problems. */
  source: string;
  text: string;
}

interface Placed {
  object: KubernetesObject;
  document: YamlDocument;
  base: Array<string | number>;
}

const maxPolicies = 500;

/**
 * Reads and compiles the admission policies of all files, with their bindings
 * and parameters. Documents of other kinds are kept as possible parameters.
 *
 * ValidatingPolicy documents of Kyverno count as such policies with a binding.
 *
 * Never throws. A broken document is a problem and stops no other; an
 * expression that cannot run here is a problem too, and its policy answers
 * `unknown` wherever it matters. So is a policy that no binding names: it is
 * not in force in a cluster, and does not run here.
 *
 * @param sources - all files together, since a binding may lie in another file
 * @param cel - compiles the expressions
 * @returns the policies sorted by name, what is wrong, and the files in which
 *   some policy may have been lost
 */
export function readAdmissionPolicies(
  sources: readonly AdmissionSource[],
  cel: PolicyCel,
): { policies: AdmissionPolicy[]; problems: Problem[]; unread: string[] } {
  const problems: Problem[] = [];
  const unread = new Set<string>();
  const specs = new Map<string, { spec: AdmissionPolicySpec; at: Placed }>();
  const bindings: AdmissionBindingSpec[] = [];
  const objects: KubernetesObject[] = [];

  const report = (
    at: Placed,
    message: string,
    place: { line: number; column: number },
  ) => {
    problems.push({
      subject: 'definition',
      name: at.object.name.slice(0, 300),
      reporter: 'manifests',
      message: message.slice(0, maxProblemMessageLength),
      source: at.object.path,
      line: place.line,
      column: place.column,
    });
  };
  const parse = <T extends z.ZodType>(
    schema: T,
    at: Placed,
  ): z.output<T> | undefined => {
    const parsed = schema.safeParse(at.object.data);
    if (parsed.success) {
      return parsed.data;
    }
    const issues = schemaIssues(parsed.error, at.document, at.base);
    unread.add(at.object.path);
    report(
      at,
      `The ${at.object.kind} is not valid: ${issues
        .map(issue => issue.message)
        .join('; ')}.`,
      issues[0],
    );
    return undefined;
  };

  for (const { source, text } of sources) {
    const read = readKubernetesObjects(text, source, 'manifests');
    problems.push(...read.problems);
    if (read.isTemplate || read.broken > 0) {
      unread.add(source);
    }
    if (read.isTemplate) {
      problems.push({
        subject: 'file',
        name: source.slice(0, 300),
        reporter: 'manifests',
        message: 'The file is a template: render it before it is used here.',
        source,
      });
    }
    for (const at of read.objects) {
      const { apiVersion, kind, name } = at.object;
      const isKyverno = isKyvernoValidatingPolicy(at.object);
      const notRun = isKyverno ? null : whyPolicyIsNotRun(at.object);
      if (notRun) {
        report(at, notRun, at.document.placeOf([...at.base, 'kind']));
      } else if (!admissionVersions.has(apiVersion) && !isKyverno) {
        objects.push(at.object);
      } else if (isKyverno || kind === 'ValidatingAdmissionPolicy') {
        const policy = parse(admissionPolicySchema, at);
        if (policy && specs.has(name)) {
          report(
            at,
            `A policy of the name ${name} is already there; this one is not used.`,
            at.document.placeOf(at.base),
          );
        } else if (policy && specs.size >= maxPolicies) {
          report(
            at,
            `There are more than ${maxPolicies} policies; this one is not used.`,
            at.document.placeOf(at.base),
          );
        } else if (policy) {
          specs.set(name, { spec: policy.spec, at });
          if (isKyverno) {
            bindings.push({
              policyName: name,
              validationActions: policy.spec.validationActions ?? ['Deny'],
            });
          }
        }
      } else if (kind === 'ValidatingAdmissionPolicyBinding') {
        const binding = parse(admissionBindingSchema, at);
        if (binding) {
          bindings.push(binding.spec);
        }
      }
    }
  }

  const policies = [...specs].flatMap(([name, { spec, at }]) => {
    const own = bindings.filter(binding => binding.policyName === name);
    if (own.length === 0) {
      report(
        at,
        'No ValidatingAdmissionPolicyBinding names the policy: it is not in force, here as in a cluster.',
        at.document.placeOf([...at.base, 'metadata', 'name']),
      );
      return [];
    }
    const compiled = compileAdmissionPolicy(name, spec, cel);
    for (const { path, message } of compiled.problems) {
      report(
        at,
        `An expression cannot run outside of a cluster: ${message}.`,
        at.document.placeOf([...at.base, ...path]),
      );
    }
    const policy: AdmissionPolicy = {
      ...compiled.policy,
      bindings: own.map(binding => compileBinding(binding, spec, objects)),
    };
    return [policy];
  });
  policies.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return { policies, problems, unread: [...unread] };
}
