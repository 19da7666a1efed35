import { normalizeText } from './normalizeText';

/**
 * A part that a runbook should have.
 *
 * @public
 */
export type DocumentSection =
  | 'impact'
  | 'symptoms'
  | 'diagnosis'
  | 'mitigation'
  | 'resolution'
  | 'rollback'
  | 'escalation';

/**
 * Words by which a heading is taken for a section, in lower case. A heading of at most eight words
 * counts for each section of which it holds a synonym as whole words; hyphens and other punctuation
 * count as spaces. English first, then German, French, Spanish and Portuguese. `meaning` is the word of the Prometheus community's runbooks.
 *
 * @public
 */
export const sectionSynonyms: Readonly<
  Record<DocumentSection, readonly string[]>
> = {
  impact: [
    'impact',
    'impacts',
    'consequences',
    'affected',
    'effect',
    'effects',
    'auswirkung',
    'auswirkungen',
    'folgen',
    'betroffen',
    'conséquences',
    'impacto',
    'impactos',
    'consecuencias',
    'consequências',
  ],
  symptoms: [
    'symptom',
    'symptoms',
    'signs',
    'meaning',
    'detection',
    'what you see',
    'alert description',
    'symptome',
    'anzeichen',
    'symptômes',
    'síntomas',
    'sintomas',
  ],
  diagnosis: [
    'diagnosis',
    'diagnose',
    'diagnosing',
    'diagnostics',
    'investigation',
    'investigate',
    'troubleshooting',
    'troubleshoot',
    'triage',
    'debugging',
    'root cause',
    'fehlersuche',
    'ursachensuche',
    'analyse',
    'diagnostic',
    'dépannage',
    'diagnóstico',
    'resolución de problemas',
    'solução de problemas',
  ],
  mitigation: [
    'mitigation',
    'mitigate',
    'mitigating',
    'remediation',
    'remediate',
    'workaround',
    'workarounds',
    'recommended actions',
    'what to do',
    'gegenmaßnahmen',
    'sofortmaßnahmen',
    'abhilfe',
    'atténuation',
    'contournement',
    'mitigación',
    'mitigação',
  ],
  resolution: [
    'resolution',
    'resolve',
    'resolving',
    'recovery',
    'recover',
    'solution',
    'repair',
    'behebung',
    'lösung',
    'wiederherstellung',
    'résolution',
    'rétablissement',
    'resolución',
    'recuperación',
    'resolução',
    'recuperação',
  ],
  rollback: [
    'rollback',
    'roll back',
    'rolling back',
    'back out',
    'backout',
    'revert',
    'reverting',
    'zurückrollen',
    'zurücksetzen',
    'rücknahme',
    'retour arrière',
    'reversión',
    'reversão',
  ],
  escalation: [
    'escalation',
    'escalate',
    'escalating',
    'contacts',
    'on call',
    'oncall',
    'who to call',
    'whom to call',
    'who to contact',
    'whom to contact',
    'eskalation',
    'ansprechpartner',
    'bereitschaft',
    'rufbereitschaft',
    'escalade',
    'astreinte',
    'escalamiento',
    'contactos',
    'escalonamento',
    'contatos',
    'plantão',
  ],
};

const maxHeadingWords = 8;

/**
 * The sections that a heading opens.
 *
 * @param heading - text of the heading
 */
export function sectionsOfHeading(heading: string): DocumentSection[] {
  const text = normalizeText(heading);
  if (text.split(' ').length > maxHeadingWords) {
    return [];
  }
  const sections = Object.entries(sectionSynonyms) as Array<
    [DocumentSection, readonly string[]]
  >;
  return sections
    .filter(([, synonyms]) =>
      synonyms.some(s => ` ${text} `.includes(` ${s} `)),
    )
    .map(([section]) => section);
}
