/**
 * The catalog entries of the demo organisation.
 */
import { isOnGitHub } from '../sources/gitHub.mjs';
import { titleOf } from './templates.mjs';

const ref = (kind, name) => (name.includes(':') ? name : `${kind}:${name}`);

const entity = (kind, metadata, spec) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata,
  spec,
});

/** Without what is not declared. */
const declared = values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  );

/** The entry of a group: a team's is beside its documents. */
export function groupOf(group) {
  const annotations = declared({
    'pagerduty.com/service-id': group.onCall,
    'github.com/team-slug': group.slug,
  });
  const links = group.chat
    ? [{ url: group.chat, title: 'Chat', type: 'chat' }]
    : undefined;
  return entity(
    'Group',
    { name: group.name, title: group.title, annotations, links },
    {
      type: group.type,
      profile: { displayName: group.title, email: group.email },
      parent: group.parent,
      children: [],
      members: group.members,
    },
  );
}

/** What belongs to no team's directory: divisions, people, domains, systems. */
export function sharedEntries(organisation) {
  return [
    ...organisation.groups.filter(({ type }) => type !== 'team').map(groupOf),
    ...Object.entries(organisation.users).map(([name, displayName]) => {
      const memberOf = organisation.groups
        .filter(group => group.members?.includes(name))
        .map(group => group.name);
      return entity('User', { name }, { profile: { displayName }, memberOf });
    }),
    ...organisation.domains.map(({ name, title, owner }) =>
      entity('Domain', { name, title }, { owner }),
    ),
    ...organisation.systems.map(({ name, domain, owner }) =>
      entity('System', { name, title: titleOf(name) }, { owner, domain }),
    ),
  ];
}

/** What an item declares of itself: recovery, blast radius, data. */
function declarationsOf(item) {
  const [rto, rpo] = item.recovery ?? [];
  const values = {
    rto,
    rpo,
    'blast-radius': item.radius,
    'data-classification': item.data,
    'personal-data': item.personal ? 'true' : undefined,
    retention: item.personal ? 'P2Y' : undefined,
    encryption: item.personal ? 'at-rest, in-transit' : undefined,
    'processing-record':
      item.personal === 'full'
        ? `https://privacy.harbour.example/records/${item.name}`
        : undefined,
  };
  return Object.fromEntries(
    Object.entries(declared(values)).map(([key, value]) => [
      `team-readiness.dev/${key}`,
      value,
    ]),
  );
}

/** The entry of a database or bucket. */
export function resourceOf(item) {
  const { name, type, owner, system } = item;
  return entity(
    'Resource',
    {
      name,
      title: titleOf(name),
      annotations: declarationsOf(item),
      tags: item.tags,
    },
    { type, owner, system },
  );
}

/** By which tools of others know a service. */
function sourcesOf(item) {
  return declared({
    'argocd/app-name': item.argo && `${item.name}-production`,
    'sonarqube.org/project-key': item.sonar && `harbour_${item.name}`,
    'mlflow.org/model-name': item.model,
    'github.com/project-slug': isOnGitHub(item)
      ? `harbour/${item.name}`
      : undefined,
  });
}

/**
 * The entry of a service or library.
 *
 * @param {Set<string>} resources - names of all resources
 * @param {{without?: string, lifecycle?: string}} [before] - how it was once: without a dependency, or
 *   of another lifecycle
 */
export function componentOf(item, resources, before = {}) {
  const type = item.type ?? 'service';
  const annotations = declared({
    'team-readiness.dev/tier': item.tier ? String(item.tier) : undefined,
    'backstage.io/techdocs-ref': item.techdocs ? 'dir:.' : undefined,
    'backstage.io/source-location': item.remote
      ? `url:${item.remote}/`
      : undefined,
    'backstage.io/source-template': item.template
      ? 'template:default/http-service'
      : undefined,
    'team-readiness.dev/budget': item.budget
      ? `${item.budget} ${item.budgetCurrency ?? 'EUR'}`
      : undefined,
    ...declarationsOf(item),
    ...sourcesOf(item),
    'harbour.example/latency-budget-ms': item.latency,
    'backstage.io/kubernetes-namespace':
      type === 'library' ? undefined : item.name,
  });
  const links =
    item.runbook === 'link'
      ? [
          {
            url: `https://wiki.harbour.example/runbooks/${item.name}`,
            title: 'Runbook',
            type: 'runbook',
          },
        ]
      : undefined;
  const depends = (item.depends ?? []).filter(name => name !== before.without);
  return entity(
    'Component',
    {
      name: item.name,
      title: titleOf(item.name),
      description: `${titleOf(item.name)} ${item.purpose}.`,
      annotations,
      links,
      tags: item.tags,
    },
    {
      type,
      lifecycle: before.lifecycle ?? item.lifecycle ?? 'production',
      owner: item.owner,
      system: item.system,
      ...(depends.length
        ? {
            dependsOn: depends.map(name =>
              ref(resources.has(name) ? 'resource' : 'component', name),
            ),
          }
        : {}),
    },
  );
}
