import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { deliveryTargets } from './deliveryTargets';
import { toDeliveryTarget } from './toDeliveryTarget';

function entity(
  annotations: Record<string, string> = {},
  more: { kind?: string; name?: string; namespace?: string } = {},
): Entity {
  const { kind = 'Component', name = 'Checkout', namespace } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace, annotations },
  };
}

describe('deliveryTargets', () => {
  it('has the entity itself, and the name of a Component by its namespace', () => {
    expect(deliveryTargets(entity())).toEqual([
      'entity:component:default/checkout',
      'service:checkout',
      'service:default/checkout',
    ]);
    expect(deliveryTargets(entity({}, { namespace: 'Shop' }))).toEqual([
      'entity:component:shop/checkout',
      'service:shop/checkout',
    ]);
    expect(deliveryTargets(entity({}, { kind: 'Resource' }))).toEqual([
      'entity:resource:default/checkout',
    ]);
  });

  it.each<[Record<string, string>, string[]]>([
    [
      { 'github.com/project-slug': 'Acme/Shop' },
      ['repository:https://github.com/acme/shop'],
    ],
    [
      {
        'gitlab.com/instance': 'git.example:8443',
        'gitlab.com/project-slug': 'acme/web/shop',
      },
      ['repository:https://git.example:8443/acme/web/shop'],
    ],
    [
      { 'gitlab.com/project-slug': 'acme/shop' },
      ['repository:https://gitlab.com/acme/shop'],
    ],
    [
      { 'backstage.io/source-location': 'url:https://git.example/a/b/tree/x/' },
      ['repository:https://git.example/a/b'],
    ],
    [{ 'pagerduty.com/service-id': 'PF9KMXH' }, ['pagerduty:pf9kmxh']],
    [
      {
        'team-readiness.dev/delivery-artifacts':
          'pkg:oci/checkout@sha256%3Aab?tag=1, pkg:npm/%40acme/shop@1.2.3',
      },
      ['artifact:pkg:npm/%40acme/shop', 'artifact:pkg:oci/checkout'],
    ],
  ])('reads %j', (annotations, expected) => {
    const others = deliveryTargets(entity());
    expect(
      deliveryTargets(entity(annotations)).filter(
        target => !others.includes(target),
      ),
    ).toEqual(expected);
  });

  it('takes the services that it names instead of its own name', () => {
    const annotations = {
      'team-readiness.dev/delivery-services': 'checkout-eu, Shop/Checkout ,, ',
    };
    expect(deliveryTargets(entity(annotations))).toEqual([
      'entity:component:default/checkout',
      'service:checkout-eu',
      'service:shop/checkout',
    ]);
  });

  it.each([
    { 'github.com/project-slug': 'acme' },
    { 'github.com/project-slug': 'acme/a b' },
    { 'gitlab.com/instance': 'evil.example/x', 'gitlab.com/project-slug': 'a' },
    { 'pagerduty.com/service-id': ' ' },
    { 'pagerduty.com/service-id': 'x'.repeat(600) },
    { 'team-readiness.dev/delivery-artifacts': 'checkout, npm:x' },
    { 'team-readiness.dev/delivery-services': 'a\u0000b' },
  ])('passes over %j', annotations => {
    const entries = Object.entries(annotations);
    expect(
      deliveryTargets(entity(Object.fromEntries(entries) as never)),
    ).toEqual(deliveryTargets(entity()));
  });

  it('is told of the repository, or that there is none', () => {
    const located = entity({
      'backstage.io/source-location': 'url:https://git.example/a/b',
    });
    expect(deliveryTargets(located, 'https://git.example/c/d')).toContain(
      'repository:https://git.example/c/d',
    );
    expect(deliveryTargets(located, null)).toEqual(deliveryTargets(entity()));
  });

  it('has at most forty, whatever stands in the annotation', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `s${index}`);
    const annotations = {
      'team-readiness.dev/delivery-services': names.join(),
    };
    expect(deliveryTargets(entity(annotations))).toHaveLength(40);
  });
});

describe('toDeliveryTarget', () => {
  it.each([
    ['entity:Component:checkout', 'entity:component:default/checkout'],
    ['Entity:API:Shop/Cart', 'entity:api:shop/cart'],
    ['entity:checkout', undefined],
    [
      'repository:https://user:pw@GitHub.com/Acme/Shop.git',
      'repository:https://github.com/acme/shop',
    ],
    ['repository:git@github.com:acme/shop', undefined],
    ['service: Checkout', 'service:checkout'],
    ['service:', undefined],
    ['pagerduty:PF9KMXH', 'pagerduty:pf9kmxh'],
    ['artifact:pkg:oci/checkout@1', 'artifact:pkg:oci/checkout'],
    ['artifact:pkg:oci', undefined],
    ['incident:pd#Q1', 'incident:pd#q1'],
    ['of:incident:pd#Q1', 'of:incident:pd#q1'],
    ['team:a', undefined],
    ['checkout', undefined],
    [`service:${'x'.repeat(493)}`, undefined],
    ['service:a\nb', undefined],
    ['service:\ud800', undefined],
  ])('makes of %j %j', (text, expected) => {
    expect(toDeliveryTarget(text)).toBe(expected);
  });

  it('is the same when done again', () => {
    const prefix = fc.constantFrom(
      'service',
      'pagerduty',
      'artifact:pkg',
      'entity',
    );
    fc.assert(
      fc.property(prefix, fc.string(), (head, text) => {
        const target = toDeliveryTarget(`${head}:${text}`);
        const again = target && toDeliveryTarget(target);
        expect(again).toBe(target);
      }),
      { numRuns: 300 },
    );
  });
});
