/**
 * The words by which model cards and documents on retraining are understood. All are in lower case and found as whole
 * words, whatever case and punctuation; English first, then German, French, Spanish and Portuguese.
 */

/** The parts of a model card that are told by their headings. @public */
export type ModelCardPart = 'intendedUse' | 'limitations' | 'evaluation';

/**
 * Words of the headings of each part: a heading of at most eight words counts where it holds one.
 *
 * @public
 */
export const modelCardPartSynonyms: Readonly<
  Record<ModelCardPart, readonly string[]>
> = {
  intendedUse: [
    'intended use',
    'intended uses',
    'intended users',
    'uses',
    'direct use',
    'downstream use',
    'use cases',
    'model use',
    'evaluated use',
    'purpose',
    'verwendungszweck',
    'verwendung',
    'einsatzzweck',
    'anwendungsfälle',
    'usage prévu',
    'utilisation prévue',
    'cas d usage',
    'uso previsto',
    'usos previstos',
    'casos de uso',
    'uso pretendido',
  ],
  limitations: [
    'limitations',
    'limitation',
    'limits',
    'bias',
    'biases',
    'risks',
    'risk',
    'fairness',
    'caveats',
    'known issues',
    'failure modes',
    'ethical considerations',
    'grenzen',
    'einschränkungen',
    'verzerrungen',
    'risiken',
    'limites',
    'biais',
    'risques',
    'limitaciones',
    'sesgos',
    'riesgos',
    'limitações',
    'vieses',
    'riscos',
  ],
  evaluation: [
    'evaluation',
    'evaluations',
    'evaluation results',
    'results',
    'performance',
    'metrics',
    'benchmark',
    'benchmarks',
    'quantitative analyses',
    'auswertung',
    'bewertung',
    'ergebnisse',
    'évaluation',
    'résultats',
    'evaluación',
    'resultados',
    'avaliação',
  ],
};

/**
 * Words that make a heading something else than its other words say.
 *
 * @public
 */
export const otherModelCardWords: Readonly<
  Record<ModelCardPart, readonly string[]>
> = {
  intendedUse: ['out of scope', 'misuse', 'how to use'],
  limitations: [],
  evaluation: [],
};

/**
 * Keys of the front matter of a model card and of a document on retraining; the first that is there counts.
 *
 * @public
 */
export const modelCardKeys = {
  evaluated: [
    'evaluated',
    'evaluated_at',
    'evaluated_on',
    'last_evaluated',
    'evaluation_date',
  ],
  results: ['model-index', 'model_index'],
  trigger: ['trigger', 'retraining_trigger', 'retraining'],
  pipeline: ['pipeline', 'workflow'],
} as const;

/**
 * Words that make a date the one of an evaluation, in the part on evaluation only: those of a sentence, and further ones
 * of the head of a column or the cell before it.
 *
 * @public
 */
export const evaluationDateWords: Readonly<
  Record<'sentence' | 'cell', readonly string[]>
> = {
  sentence: [
    'evaluated',
    'evaluation date',
    'date of evaluation',
    'last evaluation',
    'measured',
    'tested on',
    'last run',
    'as of',
    'ausgewertet',
    'gemessen',
    'évalué',
    'mesuré',
    'evaluado',
    'medido',
    'avaliado',
  ],
  cell: ['date', 'on', 'when', 'datum', 'am', 'fecha', 'data'],
};

/**
 * Keys of the front matter by which a README is a model card; those of `dataset` make it the card of a dataset.
 *
 * @public
 */
export const cardMetadataKeys: Readonly<
  Record<'model' | 'dataset', readonly string[]>
> = {
  model: [
    'model-index',
    'model_index',
    'pipeline_tag',
    'library_name',
    'base_model',
    'model_name',
  ],
  dataset: [
    'task_categories',
    'task_ids',
    'size_categories',
    'annotations_creators',
    'language_creators',
    'dataset_info',
    'pretty_name',
  ],
};

/** What starts a retraining. @public */
export type RetrainingTrigger = 'schedule' | 'drift' | 'data' | 'manual';

/**
 * Words of each trigger: of the front matter, else those that come first in the text.
 *
 * @public
 */
export const retrainingTriggerSynonyms: Readonly<
  Record<RetrainingTrigger, readonly string[]>
> = {
  schedule: [
    'schedule',
    'scheduled',
    'cron',
    'hourly',
    'daily',
    'nightly',
    'weekly',
    'monthly',
    'quarterly',
    'every day',
    'every night',
    'every week',
    'every month',
    'every quarter',
    'every monday',
    'every sunday',
    'once a week',
    'once a month',
    'zeitplan',
    'täglich',
    'wöchentlich',
    'monatlich',
    'planifié',
    'chaque semaine',
    'chaque mois',
    'programado',
    'cada semana',
    'cada mes',
    'agendado',
    'semanalmente',
    'mensalmente',
  ],
  drift: [
    'drift',
    'drifts',
    'drifted',
    'degrades',
    'degradation',
    'performance drop',
    'performance drops',
    'drops below',
    'falls below',
    'alert',
    'dérive',
    'deriva',
  ],
  data: [
    'new data',
    'fresh data',
    'data arrives',
    'data is available',
    'new labels',
    'labels arrive',
    'dataset',
    'data',
    'new partition',
    'feedback',
    'neue daten',
    'nouvelles données',
    'nuevos datos',
    'novos dados',
  ],
  manual: [
    'manual',
    'manually',
    'by hand',
    'on demand',
    'on request',
    'when needed',
    'ad hoc',
    'manuell',
    'von hand',
    'manuellement',
    'à la main',
    'a mano',
    'manualmente',
  ],
};

/**
 * Words of the heading of a part on retraining, in a model card or a README.
 *
 * @public
 */
export const retrainingHeadings: readonly string[] = [
  'retraining',
  're training',
  'retrain',
  'model refresh',
  'nachtraining',
  'neu trainieren',
  'réentraînement',
  'réentrainement',
  'reentrenamiento',
  'retreinamento',
];
