/**
 * Keys and labels of a postmortem, and what it says of the runbook. All are in lower case and found as whole words, whatever case, hyphens and punctuation; English first, then
 * German, French, Spanish and Portuguese.
 */

/**
 * Keys of the front matter; the first that is there counts. `date` is when it was written or published; the same words
 * before a colon near the top of the text count where they cannot mean the day of the incident.
 *
 * @public
 */
export const postmortemKeys = {
  incident: ['incident', 'incident_id', 'incident-id', 'id'],
  date: ['published', 'published_at', 'published_on', 'date'],
  detected: ['detected', 'detected_at', 'time_to_detect', 'ttd'],
  mitigated: ['mitigated', 'mitigated_at', 'time_to_mitigate'],
  resolved: [
    'resolved',
    'resolved_at',
    'time_to_resolve',
    'time_to_recover',
    'duration',
  ],
  runbook: ['runbook', 'runbooks'],
} as const;

/**
 * Labels in the text of the day on which it was written or published. `date` alone mostly is the day of the incident,
 * and is asked only where no history of the file is known.
 *
 * @public
 */
export const writtenLabels: Readonly<
  Record<'written' | 'fallback', readonly string[]>
> = {
  written: [
    'published',
    'published on',
    'publication date',
    'postmortem date',
    'post mortem date',
    'written',
    'written on',
    'created',
    'created on',
    'veröffentlicht',
    'geschrieben am',
    'publié le',
    'publicado',
    'publicado el',
    'publicado em',
  ],
  fallback: ['date', 'datum', 'fecha', 'data'],
};

/**
 * Further words of the front matter on the runbook, and of sentences under a heading on it.
 *
 * @public
 */
export const runbookNoteSynonyms: Readonly<
  Record<'followed' | 'changed' | 'no-change-needed', readonly string[]>
> = {
  followed: ['used', 'followed', 'worked', 'helped', 'befolgt', 'suivi'],
  changed: [
    'changed',
    'updated',
    'extended',
    'improved',
    'corrected',
    'added',
    'rewritten',
    'created',
    'geändert',
    'ergänzt',
    'modifié',
    'actualizado',
    'atualizado',
  ],
  'no-change-needed': [
    'no-change-needed',
    'no-change',
    'no change needed',
    'no change was needed',
    'no changes needed',
    'unchanged',
    'needs no change',
    'nothing to change',
    'keine änderung nötig',
  ],
};
