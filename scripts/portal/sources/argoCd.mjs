/**
 * Answers as Argo CD does (API server, /api/v1/applications): the applications with their state.
 *
 * `argo` of a service is `synced`, `drifting`, `unknown` (the repository cannot be read) or `missing` (the entry names
 * an application that is not there).
 */
const states = { synced: 'Synced', drifting: 'OutOfSync', unknown: 'Unknown' };

export function argoCd({ items }) {
  const applications = items
    .filter(({ argo }) => states[argo])
    .map(item => ({
      metadata: { name: `${item.name}-production`, namespace: 'argocd' },
      spec:
        item.tier === 1
          ? { syncPolicy: { automated: { selfHeal: true } } }
          : {},
      status: { sync: { status: states[item.argo] } },
    }));
  return ({ path }) =>
    path === '/api/v1/applications'
      ? { body: { metadata: { resourceVersion: '1' }, items: applications } }
      : undefined;
}
