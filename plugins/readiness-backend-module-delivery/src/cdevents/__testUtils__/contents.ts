/**
 * For every event type of the specification, written by hand after its text: the fields of
 * `subject.content` that have to be there, and those that may be, as of 0.6.
 */
const environment = { id: 'production', source: '/clusters/eu' };
const address = { uri: 'https://ci.example.org/runs/1' };
const purl =
  'pkg:oci/checkout@sha256%3A0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427';
const repository = { repository: { id: 'acme/checkout', source: '/git' } };
const approval = {
  approvalDetailsUrl: 'https://approvals.example.org/1',
  resourceTargetUrl: 'https://github.com/acme/checkout/pull/42',
};
const testCase = {
  id: 'login',
  version: '1',
  name: 'Login',
  type: 'e2e',
  uri: 'https://tests.example.org/login',
};
const testSuite = {
  id: 'all',
  version: '1',
  name: 'All',
  uri: 'https://tests.example.org/all',
};
const caseRun = { testCase, testSuiteRun: { id: 'run-1', source: 'kube' } };
const trigger = { trigger: { type: 'event', uri: 'https://ci.example.org' } };
const result = { severity: 'low', reason: 'It timed out' };
const incident = {
  description: 'Slow answers',
  service: { id: 'checkout' },
  artifactId: purl,
};
const ticket = {
  ticketType: 'bug',
  group: 'checkout',
  assignees: ['someone'],
  priority: 'high',
  labels: ['slow'],
  milestone: 'Q1',
};
const repositoryFields = {
  owner: 'acme',
  viewUrl: 'https://git.example.org/acme/checkout/view',
};

/** Required and optional content by `<subject>.<predicate>`. */
export const contents: Readonly<
  Record<string, readonly [required: object, optional: object]>
> = {
  'pipelinerun.queued': [{}, { pipelineName: 'release', ...address }],
  'pipelinerun.started': [{ pipelineName: 'release', ...address }, {}],
  'pipelinerun.finished': [
    {},
    { pipelineName: 'release', ...address, outcome: 'success', errors: '' },
  ],
  'taskrun.started': [
    {},
    { taskName: 'build', pipelineRun: { id: 'run-1' }, ...address },
  ],
  'taskrun.finished': [
    {},
    {
      taskName: 'build',
      pipelineRun: { id: 'run-1' },
      ...address,
      outcome: 'error',
      errors: 'No space left',
    },
  ],
  'approval.created': [{ ...approval, requestor: 'urn:user:one' }, {}],
  'approval.updated': [
    { ...approval, responder: 'urn:user:two', decision: 'requestChanges' },
    {},
  ],
  'approval.closed': [
    {
      ...approval,
      responder: 'urn:user:two',
      decision: 'approved',
      status: 'approved',
    },
    {},
  ],
  'repository.created': [
    { name: 'checkout', uri: 'https://git.example.org/acme/checkout' },
    repositoryFields,
  ],
  'repository.modified': [
    {},
    { name: 'checkout', uri: 'https://git.example.org/c', ...repositoryFields },
  ],
  'repository.deleted': [
    {},
    { name: 'checkout', uri: 'https://git.example.org/c', ...repositoryFields },
  ],
  'branch.created': [{}, repository],
  'branch.deleted': [{}, repository],
  'change.created': [{}, { description: 'Faster', ...repository }],
  'change.reviewed': [{}, repository],
  'change.merged': [{}, repository],
  'change.abandoned': [{}, repository],
  'change.updated': [{}, repository],
  'build.queued': [{}, {}],
  'build.started': [{}, {}],
  'build.finished': [{}, { artifactId: purl }],
  'artifact.packaged': [
    { change: { id: '527d4a1aca5e8d0df24813df5ad65d049fc8d312' } },
    { sbom: { uri: 'https://sbom.example.org/checkout' } },
  ],
  'artifact.signed': [{ signature: 'MEYCIQCBT8U5' }, {}],
  'artifact.published': [
    {},
    { sbom: { uri: 'https://sbom.example.org/checkout' }, user: 'bot' },
  ],
  'artifact.downloaded': [{}, { user: 'bot' }],
  'artifact.deleted': [{}, { user: 'bot' }],
  'testcaserun.queued': [{ environment }, { ...caseRun, ...trigger }],
  'testcaserun.started': [{ environment }, { ...caseRun, ...trigger }],
  'testcaserun.finished': [
    { environment, outcome: 'failure' },
    { ...caseRun, ...result },
  ],
  'testcaserun.skipped': [{}, { environment, ...caseRun, reason: 'Flaky' }],
  'testsuiterun.queued': [{ environment }, { testSuite, ...trigger }],
  'testsuiterun.started': [{ environment }, { testSuite, ...trigger }],
  'testsuiterun.finished': [
    { environment, outcome: 'cancel' },
    { testSuite, ...result },
  ],
  'testoutput.published': [
    { outputType: 'report', format: 'application/pdf' },
    { uri: 'https://tests.example.org/1.pdf', testCaseRun: { id: 'run-1' } },
  ],
  'environment.created': [{}, { name: 'production', ...address }],
  'environment.modified': [{}, { name: 'production', ...address }],
  'environment.deleted': [{}, { name: 'production' }],
  'service.deployed': [{ environment, artifactId: purl }, {}],
  'service.upgraded': [{ environment, artifactId: purl }, {}],
  'service.rolledback': [{ environment, artifactId: purl }, {}],
  'service.removed': [{}, { environment }],
  'service.published': [{}, { environment }],
  'incident.detected': [{ environment }, incident],
  'incident.reported': [
    { environment, ticketURI: 'https://issues.example.org/7' },
    incident,
  ],
  'incident.resolved': [{ environment }, incident],
  'ticket.created': [
    { summary: 'Slow', creator: 'one', uri: 'https://issues.example.org/7' },
    ticket,
  ],
  'ticket.updated': [
    { uri: 'https://issues.example.org/7' },
    { ...ticket, summary: 'Slow', creator: 'one', updatedBy: 'two' },
  ],
  'ticket.closed': [
    { uri: 'https://issues.example.org/7', resolution: 'completed' },
    { ...ticket, summary: 'Slow', creator: 'one', updatedBy: 'two' },
  ],
};
