import {
  CelEvaluationError,
  createPolicyCel,
  UnsupportedExpressionError,
} from './PolicyCel';

const cel = createPolicyCel();

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', labels: { app: 'shop' } },
  spec: {
    replicas: 3,
    template: {
      spec: {
        containers: [
          {
            name: 'main',
            image: 'registry.example.org/shop:1.2.3',
            resources: { limits: { cpu: '500m', memory: '1Gi' } },
          },
          { name: 'side', image: 'side' },
        ],
      },
    },
  },
};

function run(source: string, variables: Record<string, unknown> = { object }) {
  return cel.compile(source, { returns: 'dyn' }).run(variables);
}

describe('PolicyCel', () => {
  it.each([
    ['object.spec.replicas <= 5', true],
    ['object.spec.replicas + 1 == 4', true],
    ['object.spec.replicas % 2', 1n],
    ['size(object.spec.template.spec.containers) == 2', true],
    ['has(object.metadata.labels) && "app" in object.metadata.labels', true],
    ['has(object.metadata.annotations)', false],
    [
      'object.spec.template.spec.containers.all(c, has(c.resources) && has(c.resources.limits))',
      false,
    ],
    [
      'object.spec.template.spec.containers.exists(c, c.image.matches(":[0-9.]+$"))',
      true,
    ],
    [
      'object.spec.template.spec.containers.filter(c, !c.image.contains(":")).map(c, c.name)',
      ['side'],
    ],
    [
      'quantity(object.spec.template.spec.containers[0].resources.limits.memory).isLessThan(quantity("2Gi"))',
      true,
    ],
    ['quantity("1Gi") == quantity("1024Mi")', true],
    ['quantity("1.5k").add(quantity("500m")).asApproximateFloat()', 1500.5],
    ['isQuantity("12xyz")', false],
    ['quantity(object.spec.replicas).isGreaterThan(quantity("2500m"))', true],
    ['"abc".charAt(1) + "abc".reverse() + "x".upperAscii()', 'bcbaX'],
    ['"%.2f %s %x %%".format([1.5, [1, "a"], 255])', '1.50 [1, a] ff %'],
    ['[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1.0) == 2', true],
    ['["b", "a"].min()', 'a'],
    ['sets.equivalent([1, 2, 2], [2, 1])', true],
    ['sets.contains([{"a": 1}], [{"a": 1.0}])', true],
    ['[3, 1, 2].max() == 3 && [1, 2].isSorted() && [1, 2].sum() == 3', true],
    ['sets.contains(["a", "b"], ["b"])', true],
    ['sets.intersects([1, 2], [3])', false],
    [
      '"%s has %d replicas".format([object.metadata.name, object.spec.replicas])',
      'shop has 3 replicas',
    ],
    ['"a-b-c".replace("-", "_", 1)', 'a_b-c'],
    ['object.metadata.?annotations.?owner.orValue("nobody")', 'nobody'],
    ['variables.limit > object.spec.replicas', true],
    ['params.max.size() == 2', true],
    ['type(object.spec.replicas) == int', true],
    ['url("https://u@Host:80/a%20b/../c?x=1&x=2&y").getHost()', 'Host:80'],
    ['url("https://[::1]:80/").getHostname()', '::1'],
    ['url("https://[::1]:80/").getPort()', '80'],
    ['url("https://a/b%20c?d").getEscapedPath()', '/b%20c'],
    ['url("https://a/?x=1&x=2").getQuery()["x"]', ['1', '2']],
    ['url("/only/path").getScheme() == ""', true],
    [
      'isURL("https://a.b") && isURL("/a") && !isURL("a/b") && !isURL("")',
      true,
    ],
    ['isURL("https://a b")', false],
    ['ip("10.0.0.1").family() == 4 && ip("::1").isLoopback()', true],
    ['isIP("10.0.0.01") || isIP("::ffff:1.2.3.4") || isIP("10.1")', false],
    ['ip.isCanonical("2001:DB8::1")', false],
    ['ip("2001:0db8:0::1") == ip("2001:db8::1")', true],
    ['ip("169.254.1.1").isLinkLocalUnicast()', true],
    ['ip("224.0.0.7").isLinkLocalMulticast()', true],
    ['ip("10.0.0.1").isGlobalUnicast()', true],
    ['ip("0.0.0.0").isUnspecified()', true],
    ['cidr("10.0.0.0/8").containsIP("10.200.1.1")', true],
    ['cidr("10.0.0.0/8").containsIP(ip("11.0.0.1"))', false],
    ['cidr("10.0.0.0/8").containsCIDR("10.1.0.0/16")', true],
    ['cidr("10.1.0.0/16").containsCIDR("10.0.0.0/8")', false],
    ['string(cidr("10.1.2.3/12").masked())', '10.0.0.0/12'],
    ['cidr("::/0").prefixLength()', 0n],
    [
      'isCIDR("10.0.0.0/33") || isCIDR("10.0.0.0") || isCIDR("10.0.0.0/08")',
      false,
    ],
    ['string(cidr("10.0.0.1/8").ip())', '10.0.0.1'],
    ['semver("1.2.3-rc.1").isLessThan(semver("1.2.3"))', true],
    ['semver("1.10.0").compareTo(semver("1.9.0"))', 1n],
    ['isSemver("v1.2.3") || isSemver("1.2") || isSemver("01.2.3")', false],
    ['semver("v01.2", true) == semver("1.2.0")', true],
    ['semver("3.2.1").major() + semver("3.2.1").patch()', 4n],
    ['format.dns1123Label().validate("my-name").hasValue()', false],
    ['format.dns1123Label().validate("My_name").hasValue()', true],
    ['format.dns1123LabelPrefix().validate("my-").hasValue()', false],
    [
      'format.named("qualifiedName").value().validate("a.b/c").hasValue()',
      false,
    ],
    ['format.named("nothing").hasValue()', false],
    ['format.date().validate("2026-02-30").hasValue()', true],
    [
      'format.uuid().validate("123e4567-e89b-12d3-a456-426614174000").hasValue()',
      false,
    ],
    ['[1, 2, 1].distinct() == [1, 2]', true],
    ['[[1], [2, [3]]].flatten() == [1, 2, [3]]', true],
    ['[[1], [2, [3]]].flatten(2) == [1, 2, 3]', true],
    ['[3, 1, 2].sort() == [1, 2, 3] && [1, 2].reverse() == [2, 1]', true],
    ['[1, 2, 3].slice(1, 3) == [2, 3]', true],
  ])('answers %s', (source, answer) => {
    const variables = {
      object,
      variables: { limit: 5 },
      params: { max: ['a', 'b'] },
    };
    expect(run(source, variables)).toEqual(answer);
  });

  it('reads a variable with a getter only when it is needed', () => {
    const read: string[] = [];
    const variables = {
      get used() {
        read.push('used');
        return [1];
      },
      get unused() {
        read.push('unused');
        return 1;
      },
    };
    expect(run('variables.used[0] + 1', { variables })).toBe(2n);
    expect(read).toEqual(['used']);
  });

  it('tells which variables an expression reads', () => {
    const { reads } = cel.compile(
      'oldObject == null || object.spec.items.all(params, params != request.name)',
      { returns: 'dyn' },
    );
    expect([...reads]).toEqual(['oldObject', 'object', 'request']);
  });

  it.each([
    ['authorizer.path("/x").allowed()', 'path'],
    ['object.spec.images.transformList(i, v, v).size() == 0', 'transformList'],
    ['object.spec.ports.sortBy(p, p.port).size() == 0', 'sortBy'],
    ['object.spec.ports.all(i, p, p.port > i)', 'all'],
    ['"a".find("a") == "a"', 'find'],
    ['object.spec.url.find("[a-z]+") == ""', 'find'],
    ['math.greatest(1, 2) == 2', 'math'],
    ['self.spec.replicas == 1', 'self'],
  ])('names what is missing for %s', (source, subject) => {
    const compile = () => cel.compile(source, { returns: 'dyn' });
    expect(compile).toThrow(UnsupportedExpressionError);
    expect(compile).toThrow(expect.objectContaining({ subject }));
  });

  it.each([
    ['url("not an address")', /absolute address/],
    ['ip("10.1")', /not an IP address/],
    ['cidr("10.0.0.0/40")', /not a network/],
    ['semver("latest")', /not a semantic version/],
    ['[1].slice(0, 2)', /outside of the list/],
    ['[1, "a"].sort()', /not of one type/],
    ['[[1]].flatten(-1)', /depth is negative/],
  ])('fails with a reason for %s', (source, message) => {
    expect(() => run(source)).toThrow(message);
  });

  it('hands out nothing of the host through values of its own types', () => {
    for (const source of [
      'url("https://a/").constructor',
      'ip("::1").address',
      'format.dns1123Label().validate',
      'url("https://a/")[object.kind]',
      'semver("1.0.0").raw',
      'semver("1.0.0")["raw"]',
      '[semver("1.0.0")].map(v, v.raw)',
      'quantity("1").billionths',
    ]) {
      expect(() => run(source)).toThrow(/./);
    }
  });

  it.each([
    ['object.spec.replicas <=', 'syntax'],
    ['object.metadata.name.matches("(")', 'syntax'],
    ['1 + "a" == 2', 'type'],
    ['object.metadata.name + "x"', 'type'],
    [`"${'x'.repeat(17_000)}" == ""`, 'limit'],
    ['!'.repeat(16_000).concat('true'), 'limit'],
  ])('refuses an expression: %#', (source, kind) => {
    const compile = () => cel.compile(source, { returns: 'bool' });
    expect(compile).toThrow(
      expect.objectContaining({
        name: 'UnsupportedExpressionError',
        problem: expect.objectContaining({ kind }),
      }),
    );
  });

  it('says which variable was not given', () => {
    const failing = () => run('request.name == "x"');
    expect(failing).toThrow(CelEvaluationError);
    expect(failing).toThrow(
      expect.objectContaining({ missingVariable: 'request' }),
    );
  });

  it.each([
    '[1, "a"].max()',
    '[].min()',
    '["a"].sum()',
    '"x".charAt(3)',
    '"%d".format(["x"])',
    '"%s %s".format(["x"])',
    'quantity("lots")',
    '"a".replace("a", object.long)',
  ])('fails for %s', source => {
    const long = 'x'.repeat(99_999);
    expect(() => run(source, { object: { long: `${long}${long}` } })).toThrow(
      CelEvaluationError,
    );
  });

  it('absorbs an error on one side of || and &&', () => {
    expect(run('request.name == "x" || object.kind == "Deployment"')).toBe(
      true,
    );
    expect(run('object.kind == "Pod" && object.no.such == 1')).toBe(false);
    expect(run('object.no.such == 1 && object.kind == "Pod"')).toBe(false);
  });

  it('refuses an object that is nested without end', () => {
    const endless: Record<string, unknown> = {};
    let inner = endless;
    for (let i = 0; i < 200; i++) {
      inner.a = {};
      inner = inner.a as Record<string, unknown>;
    }
    expect(() => run('object.a != null', { object: endless })).toThrow(
      CelEvaluationError,
    );
  });
});
