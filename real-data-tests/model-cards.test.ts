/**
 * Model cards of others: what is read of 16 files, each as if it were the MODEL_CARD.md of an entity of its own.
 */
import { ModelCardsCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import { ModelCardsFact } from '@team-readiness/backstage-plugin-readiness-common';
import path from 'node:path';
import { Observed, observeAll, renamedFiles, targetIn } from './localFiles';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('model-cards/**/*').map(({ name }) => name);
const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const hub = 'model-cards/huggingface__hub-docs';
const fixtures =
  'model-cards/huggingface__huggingface_hub/tests/fixtures/cards';
const templates =
  'model-cards/huggingface__huggingface_hub/src/huggingface_hub/templates';

type Card = NonNullable<ModelCardsFact['card']>;

describe('model cards of others', () => {
  const reading = new Reading('Model cards');
  let observed: Map<string, Observed>;
  const observedOf = (name: string) =>
    observed.get(`component:default/card-${files.indexOf(name)}`);
  const cardOf = (name: string) =>
    (observedOf(name)?.data as ModelCardsFact | undefined)?.card ?? null;

  beforeAll(async () => {
    const collector = new ModelCardsCollector({
      schedule,
      files: renamedFiles((file, entity) =>
        path.posix.basename(files[Number(entity.replace('card-', ''))]) === file
          ? 'MODEL_CARD.md'
          : null,
      ),
    });
    observed = await observeAll(
      collector,
      files.map((name, index) =>
        targetIn(path.posix.dirname(name), { name: `card-${index}` }),
      ),
      new Date('2026-11-01T00:00:00Z'),
    );
    for (const name of files) {
      const problems = observedOf(name)?.problems ?? [];
      if (cardOf(name)) {
        reading.addRead();
      } else {
        reading.addUnread(name, 'the card of a dataset');
      }
      problems.forEach(({ line, message }) =>
        reading.addUnread(`${name}:${line ?? 1}`, message),
      );
    }
  });

  afterAll(() => reading.print());

  it('reads all but the card of a dataset, and says what is wrong with the others', () => {
    expect(files).toHaveLength(16);
    expect(files.filter(name => cardOf(name) === null)).toEqual([
      `${templates}/datasetcard_template.md`,
      `${fixtures}/sample_datasetcard_simple.md`,
    ]);
    // Front matter that is a slot to fill in, or wrong by design; the rest of these is read all the same.
    expect(
      reading.unread
        .map(({ place }) => place)
        .filter(place => /:\d+$/.test(place)),
    ).toEqual([
      `${hub}/datasetcard.md:92`,
      `${hub}/modelcard.md:39`,
      `${templates}/modelcard_template.md:4`,
      `${fixtures}/sample_invalid_card_data.md:2`,
      `${fixtures}/sample_invalid_model_index.md:12`,
      `${fixtures}/sample_template.md:2`,
    ]);
  });

  it('finds as much as before', () => {
    const cards = files.flatMap(name => cardOf(name) ?? []);
    const count = (holds: (card: Card) => boolean) =>
      cards.filter(holds).length;
    expect({
      cards: cards.length,
      // The hundred words that the standard asks for.
      written: count(({ words }) => words >= 100),
      empty: count(({ words }) => words === 0),
      intendedUse: count(it => it.intendedUse),
      limitations: count(it => it.limitations),
      evaluated: count(it => it.evaluatedAt !== null),
      metrics: count(it => it.metrics > 0),
    }).toEqual({
      cards: 14,
      written: 3,
      empty: 3,
      intendedUse: 3,
      limitations: 3,
      evaluated: 0,
      metrics: 1,
    });
  });

  it('knows cards that people wrote from the template', () => {
    expect(cardOf(`${templates}/modelcard_template.md`)).toMatchObject({
      words: 0,
      intendedUse: false,
      limitations: false,
    });
    for (const name of ['openai__CLIP', 'openai__whisper']) {
      expect(cardOf(`model-cards/${name}/model-card.md`)).toMatchObject({
        intendedUse: true,
        limitations: true,
        evaluatedAt: null,
        metrics: 0,
      });
    }
    expect(cardOf(`${fixtures}/sample_simple_model_index.md`)?.metrics).toBe(2);
  });
});
