import {
  CollectorDocument,
  isRecipe,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  DocumentOutline,
  outlineDocuments,
  readCollectors,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { findFiles, readTexts } from '../../documents';
import { Terminal, UsageError } from '../../terminal';
import { noteProblems } from '../noteProblems';

/** A recipe, and where its parts stand. */
export interface PlacedRecipe {
  document: CollectorDocument;
  source: string;
  text: string;
  outline: DocumentOutline;
}

/**
 * Reads the recipe of a file, or one that ships with Readiness by its name.
 *
 * @returns null for a recipe that is broken, whose problems were told
 * @throws UsageError where there is no such file or recipe, or several stand in the file
 */
export async function readRecipe(
  recipe: string,
  terminal: Terminal,
): Promise<PlacedRecipe | null> {
  const shipped = (await builtInRecipes()).find(({ name }) => name === recipe);
  const sources = shipped
    ? [shipped]
    : (
        await readTexts(
          await findFiles([recipe], {
            cwd: terminal.cwd,
            accepts: path => /\.ya?ml$/i.test(path),
          }),
        )
      ).texts;
  const { collectors, problems } = readCollectors(sources);
  if (problems.length > 0) {
    const texts = new Map(sources.map(({ source, text }) => [source, text]));
    noteProblems(problems, texts, terminal);
    return null;
  }
  const recipes = collectors.flatMap(({ document }) =>
    isRecipe(document) ? [document] : [],
  );
  if (recipes.length !== 1) {
    throw new UsageError(
      `"${recipe}" holds ${recipes.length} recipes, and one is run`,
    );
  }
  const [document] = recipes;
  for (const { source, text } of sources) {
    const outline = outlineDocuments(text).find(
      ({ kind, name }) =>
        kind === 'Collector' && name === document.metadata.name,
    );
    if (outline) {
      return { document, source, text, outline };
    }
  }
  throw new UsageError(`"${recipe}" holds no recipe`);
}
