import { generalRemediation } from './generalRemediation';

describe('generalRemediation', () => {
  it('names what is filled in for each entity', () => {
    expect(
      generalRemediation({
        text: 'Measure {{ entity.metadata.name }}, owned by {{entity.spec.owner}}.',
        path: 'slo/{{ entity.metadata.name }}.yaml',
        example: "runbook: {{ entity.metadata.annotations['a.dev/runbook'] }}",
        link: 'https://example.com/{{ entity.metadata.name }}',
      }),
    ).toEqual({
      text: 'Measure {name}, owned by {owner}.',
      path: 'slo/{name}.yaml',
      example: 'runbook: {runbook}',
      link: 'https://example.com/{{ entity.metadata.name }}',
    });
  });

  it('leaves other braces alone, and what is not there out', () => {
    expect(
      generalRemediation({
        text: 'sum(rate(x{job="{{ a | b }}"}[5m]))',
        path: null,
        example: null,
        link: null,
      }),
    ).toEqual({
      text: 'sum(rate(x{job="{{ a | b }}"}[5m]))',
      path: null,
      example: null,
      link: null,
    });
  });
});
