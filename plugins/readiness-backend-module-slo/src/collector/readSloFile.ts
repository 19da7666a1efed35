import { DeclaredSlo } from '../declared';
import { OpenSloDocuments, readOpenSloDocuments } from '../openslo';
import { readPyrraDocuments } from '../pyrra';
import { readSlothDocuments } from '../sloth';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';

/** What one file holds, in whichever of the formats. */
export interface SloFile {
  openSlo: OpenSloDocuments;
  /** SLOs of Sloth and Pyrra. */
  declared: DeclaredSlo[];
  /** Documents that could not be read. */
  broken: number;
  problems: Problem[];
}

/**
 * Reads the OpenSLO, Sloth and Pyrra documents of a YAML or JSON text. Never throws.
 *
 * @param source - path of the file, named in problems
 */
export function readSloFile(text: string, source: string): SloFile {
  const openSlo = readOpenSloDocuments(text, source);
  const others = [
    readSlothDocuments(text, source),
    readPyrraDocuments(text, source),
  ];
  return {
    openSlo,
    declared: others.flatMap(it => it.slos),
    broken: others.reduce((sum, it) => sum + it.broken, openSlo.broken),
    problems: [...openSlo.problems, ...others.flatMap(it => it.problems)].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0),
    ),
  };
}
