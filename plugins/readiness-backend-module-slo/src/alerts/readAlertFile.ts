import { DeclaredSlo } from '../declared';
import { readPyrraDocuments } from '../pyrra';
import { readSlothDocuments } from '../sloth';
import { AlertRule, AlertRules, readAlertRules } from './readAlertRules';

/** The alerts that a tool makes of an SLO. */
function rulesOf(slo: DeclaredSlo, path: string): AlertRule[] {
  return slo.alerts.map(alert => ({
    name: alert.name.slice(0, 300),
    severity: alert.severity,
    paging: alert.paging,
    runbook: alert.runbook?.slice(0, 2_000) ?? null,
    burnRateOf: alert.burnRate ? slo.name.slice(0, 300) : null,
    path,
    declared: true,
  }));
}

/**
 * Reads the alerting rules of a YAML or JSON text, and those that Sloth and Pyrra make of the SLOs
 * in it. Documents of theirs that are broken are told by the collector of SLOs, not here.
 *
 * Never throws.
 *
 * @param source - path of the file, named in problems
 */
export function readAlertFile(text: string, source: string): AlertRules {
  const written = readAlertRules(text, source);
  const slos = [
    readSlothDocuments(text, source),
    readPyrraDocuments(text, source),
  ].flatMap(it => it.slos);
  return {
    ...written,
    rules: [...written.rules, ...slos.flatMap(slo => rulesOf(slo, source))],
  };
}
