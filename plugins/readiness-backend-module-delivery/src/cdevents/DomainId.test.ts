import { parseDomainId } from './DomainId';

it.each([
  [
    'cdevents:v0:gitlab:eu:acme:platform/checkout:mr:99',
    {
      provider: 'gitlab',
      providerId: 'eu',
      namespace: 'acme',
      groups: 'platform/checkout',
      type: 'mr',
      resourceId: '99',
    },
  ],
  [
    'cdevents:v0:::::artifact:pkg%3Aoci%2Fcheckout%401',
    {
      provider: '',
      providerId: '',
      namespace: '',
      groups: '',
      type: 'artifact',
      resourceId: 'pkg:oci/checkout@1',
    },
  ],
])('reads %s', (text, expected) => {
  expect(parseDomainId(text)).toEqual(expected);
});

it.each([
  'cdevents:v0:github:acme:checkout:pr:42',
  'cdevents:v0:github::acme:checkout::42',
  'cdevents:v0:github::acme:checkout:pr:',
  'cdevents:v0:github::acme:/checkout:pr:42',
  'cdevents:v0:github::acme:checkout/:pr:42',
  'cdevents:v1:github::acme:checkout:pr:42',
  'CDEvents:v0:github::acme:checkout:pr:42',
  'cdevents:v0:github::acme:checkout:pr:%4',
  'cdevents:v0:github::acme:checkout:pr:4 2',
  '',
])('refuses %j', text => {
  expect(parseDomainId(text)).toBeUndefined();
});
