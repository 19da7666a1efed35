import { z } from 'zod';
import {
  DeclaredAlert,
  DeclaredFormat,
  DeclaredSlo,
  DeclaredSlos,
  PlaceOf,
  readDeclaredDocuments,
  textAt,
} from '../declared';
import {
  countsMeasure,
  fractionOf,
  Measure,
  shareMeasure,
} from '../measurement';
import { slothFile, slothObject, SlothSlo } from './slothSchemas';

/** Sloth's documents do not say for how long an SLO holds; its default is this. */
const defaultWindow = '30d';
const runbookAnnotations = ['runbook_url', 'runbook', 'runbookUrl'];

function measureOf(slo: SlothSlo, slothId: string): Measure {
  const { events, raw } = slo.sli;
  if (events) {
    return countsMeasure({
      of: 'bad',
      part: events.error_query,
      total: events.total_query,
    });
  }
  return raw
    ? shareMeasure('bad', raw.error_ratio_query)
    : // What a plugin makes of its options is only in the rules that Sloth records.
      { kind: 'recorded', slothId };
}

function alertsOf(slo: SlothSlo): DeclaredAlert[] {
  const { alerting } = slo;
  const kinds = [
    { kind: 'page', alert: alerting?.page_alert },
    { kind: 'ticket', alert: alerting?.ticket_alert },
  ] as const;
  return kinds
    .filter(({ alert }) => !alert?.disable)
    .map(({ kind, alert }) => ({
      name: (alerting?.name ?? '').trim().slice(0, 300),
      severity: (
        textAt(alert?.labels, ['severity']) ??
        textAt(alerting?.labels, ['severity']) ??
        kind
      )
        .toLowerCase()
        .slice(0, 63),
      paging: kind === 'page',
      runbook:
        textAt(alert?.annotations, runbookAnnotations) ??
        textAt(alerting?.annotations, runbookAnnotations),
      burnRate: true,
    }));
}

function describe(
  slo: SlothSlo,
  service: string,
  metadata: DeclaredSlo['metadata'],
  place: { line: number; column: number },
): Omit<DeclaredSlo, 'source'> {
  const alerts = alertsOf(slo);
  return {
    name: slo.name,
    service,
    target: fractionOf(slo.objective),
    window: defaultWindow,
    description: slo.description ?? null,
    metadata: { ...metadata, labels: slo.labels },
    burnRateAlert: alerts.length > 0,
    alerts,
    measure: measureOf(slo, `${service}-${slo.name}`),
    ...place,
  };
}

type SlothDocument = z.output<typeof slothFile> | z.output<typeof slothObject>;

const sloth: DeclaredFormat<SlothDocument> = {
  title: 'Sloth',
  claims: text =>
    /\bprometheus\/v1\b|\bsloth\.slok\.dev\/v1\b/.test(text) &&
    /\bslos\b/.test(text),
  schemaOf: data => {
    if (data.version === 'prometheus/v1') {
      return slothFile;
    }
    return data.apiVersion === 'sloth.slok.dev/v1' &&
      data.kind === 'PrometheusServiceLevel'
      ? slothObject
      : undefined;
  },
  slosOf: (data, place: PlaceOf) => {
    const [spec, base, annotations] =
      'spec' in data && 'kind' in data
        ? ([
            (data as z.output<typeof slothObject>).spec,
            ['spec', 'slos'],
            (data as z.output<typeof slothObject>).metadata.annotations,
          ] as const)
        : ([data as z.output<typeof slothFile>, ['slos'], undefined] as const);
    return spec.slos.map((slo, index) =>
      describe(slo, spec.service, { annotations }, place([...base, index])),
    );
  },
};

/**
 * Reads the documents of Sloth in a YAML or JSON text: files that say `version: prometheus/v1`
 * (https://sloth.dev/specs/default/) and objects of kind PrometheusServiceLevel
 * (https://sloth.dev/specs/kubernetes/). Whatever else it holds, `AlertWindows` too, is passed over
 * in silence.
 *
 * Sloth makes a page and a ticket alert on the burn rate of each SLO unless they are disabled.
 *
 * Never throws.
 *
 * @param text - content of the file
 * @param source - its path, named in problems
 *
 * @public
 */
export function readSlothDocuments(text: string, source: string): DeclaredSlos {
  return readDeclaredDocuments(text, source, sloth);
}
