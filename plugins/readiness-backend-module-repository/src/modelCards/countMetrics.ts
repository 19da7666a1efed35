import { JsonValue } from '@backstage/types';
import { Block, normalizeText, tableRows } from '../documents';

/**
 * Counts the metrics with a value that a model card gives: in `model-index`, as the Hugging Face Hub has it, or in
 * tables and lines of its part on evaluation. Many cards give the same ones twice, so that the larger number counts.
 */

const maxMetrics = 1_000;
const number =
  /^[~≈<>≤≥]?\s*[-+−]?\d{1,12}(?:[.,]\d{1,12})?(?:e[-+]?\d{1,3})?\s*(?:%|‰|ms|s|pp|points?)?(?:\s*(?:±|\+\/-)\s*\d{1,12}(?:[.,]\d{1,12})?\s*%?)?$/i;
const line =
  /^\W*(\p{L}[\p{L}\p{M}\d@()/ _-]{0,60}?)\s*(?:[:=]|—|–| is | of )\s*([-+~]?\d{1,12}(?:[.,]\d{1,12})?\s*%?)(?![\d/-])/u;
/** Columns that hold numbers which are no metrics. */
const otherHeads = new Set([
  'epoch',
  'epochs',
  'step',
  'steps',
  'seed',
  'size',
  'samples',
  'n',
  'parameters',
  'date',
  'on',
  'year',
  'threshold',
  'target',
]);

function objectsOf(value: JsonValue | undefined) {
  return (Array.isArray(value) ? value : []).flatMap(each =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? [each]
      : [],
  );
}

/** Metrics of `model-index`, and how many of its results are not as the Hub wants them. */
export function indexMetrics(index: JsonValue | undefined): {
  metrics: number;
  invalid: number;
} {
  let metrics = 0;
  let invalid = index !== undefined && !Array.isArray(index) ? 1 : 0;
  for (const model of objectsOf(index)) {
    for (const result of objectsOf(model.results)) {
      const { dataset, task } = result;
      const whole = [dataset, task].every(
        part => typeof part === 'object' && part !== null,
      );
      const valued = objectsOf(result.metrics).filter(
        ({ type, value }) =>
          typeof type === 'string' &&
          (typeof value === 'number' ||
            (typeof value === 'string' && number.test(value.trim()))),
      );
      invalid += whole ? 0 : 1;
      metrics += whole ? valued.length : 0;
    }
  }
  return { metrics: Math.min(metrics, maxMetrics), invalid };
}

/** Metrics in the tables and lines of blocks. */
export function writtenMetrics(blocks: readonly Block[]): number {
  const heads = new Map<string, string>();
  let metrics = 0;
  for (const row of tableRows(blocks)) {
    for (const { cell, text } of row) {
      const place = `${cell?.table}:${cell?.column}`;
      if (cell?.head) {
        heads.set(place, normalizeText(text));
      } else if (
        cell &&
        cell.column > 0 &&
        number.test(text.trim()) &&
        !otherHeads.has(heads.get(place) ?? '')
      ) {
        metrics += 1;
      }
    }
  }
  for (const block of blocks) {
    if (!block.cell && block.level === 0) {
      metrics += block.text.split('\n').filter(it => line.test(it)).length;
    }
  }
  return Math.min(metrics, maxMetrics);
}
