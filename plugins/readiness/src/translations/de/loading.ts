import { Translated } from '@team-readiness/backstage-plugin-readiness-react';
import type { loading as en } from '../en/loading';

/** Waiting, refusal and failure. */
export const loading: Translated<typeof en> = {
  loading: 'Wird geladen: {{what}}',
  denied: 'Keine Berechtigung',
  deniedBrief: 'Keine Berechtigung, dies zu sehen.',
  deniedHelp:
    'Diesem Konto fehlt die Berechtigung zum Lesen ({{what}}). Zugang zu Readiness gibt, wer dieses Portal betreibt.',
  failed: 'Konnte nicht geladen werden: {{what}}',
  again: 'Noch einmal versuchen',
};
