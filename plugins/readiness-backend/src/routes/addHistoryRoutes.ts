import {
  Movement,
  Mover,
  Transition,
  TrendPoint,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  AdoptionCurve,
  HistoryService,
} from '../services/history/HistoryService';
import { CsvColumn } from './csv/formatCsvRow';
import { sendCsv } from './csv/sendCsv';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

const trendColumns: CsvColumn<TrendPoint>[] = [
  { header: 'day', value: point => point.day },
  { header: 'passed', value: point => point.share.passed },
  { header: 'known', value: point => point.share.known },
  { header: 'applicable', value: point => point.share.applicable },
  { header: 'adoption', value: point => point.share.adoption },
  { header: 'score', value: point => point.share.score },
  { header: 'coverage', value: point => point.share.coverage },
  { header: 'entities', value: point => point.entities },
  { header: 'withTarget', value: point => point.withTarget },
  { header: 'onTarget', value: point => point.onTarget },
  { header: 'level', value: point => point.level },
];

/** A part, or the sums of the first or last day. */
interface MovementLine {
  row: string;
  sums: Omit<Movement['parts'][number], 'part'>;
}

const movementColumns: CsvColumn<MovementLine>[] = [
  { header: 'part', value: line => line.row },
  { header: 'passed', value: ({ sums }) => sums.passed },
  { header: 'known', value: ({ sums }) => sums.known },
  { header: 'applicable', value: ({ sums }) => sums.applicable },
  { header: 'entities', value: ({ sums }) => sums.entities },
  { header: 'withTarget', value: ({ sums }) => sums.withTarget },
  { header: 'onTarget', value: ({ sums }) => sums.onTarget },
  { header: 'score', value: ({ sums }) => sums.score },
  { header: 'adoption', value: ({ sums }) => sums.adoption },
];

const moverColumns: CsvColumn<Mover>[] = [
  { header: 'ref', value: mover => mover.team.ref },
  { header: 'title', value: mover => mover.team.title },
  { header: 'parent', value: mover => mover.team.parentRef ?? null },
  { header: 'from', value: mover => mover.before.day },
  { header: 'to', value: mover => mover.after.day },
  { header: 'adoptionBefore', value: mover => mover.before.share.adoption },
  { header: 'adoptionAfter', value: mover => mover.after.share.adoption },
  { header: 'adoption', value: mover => mover.adoption },
  { header: 'main', value: mover => mover.main?.part ?? null },
  { header: 'mainAdoption', value: mover => mover.main?.adoption ?? null },
];

const transitionColumns: CsvColumn<Transition>[] = [
  { header: 'id', value: change => change.id },
  { header: 'kind', value: change => change.kind },
  { header: 'at', value: change => change.at },
  { header: 'entity', value: change => change.entity.ref },
  { header: 'title', value: change => change.entity.title },
  { header: 'scorecard', value: change => change.scorecard.id },
  { header: 'version', value: change => change.version },
  { header: 'check', value: change => change.check?.id ?? null },
  { header: 'from', value: change => change.from },
  { header: 'to', value: change => change.to },
  { header: 'cause', value: change => change.cause },
  { header: 'owners', value: change => change.owners.join(' ') },
];

/** A point of a curve; no team: the curve of all. */
type AdoptionLine = AdoptionCurve['points'][number] & {
  team: AdoptionCurve['team'];
};

const adoptionColumns: CsvColumn<AdoptionLine>[] = [
  { header: 'team', value: line => line.team?.ref ?? null },
  { header: 'title', value: line => line.team?.title ?? null },
  { header: 'day', value: line => line.day },
  { header: 'adoption', value: line => line.adoption },
  { header: 'pass', value: line => line.counts.pass },
  { header: 'fail', value: line => line.counts.fail },
  { header: 'unknown', value: line => line.counts.unknown },
  { header: 'error', value: line => line.counts.error },
  { header: 'exempt', value: line => line.counts.exempt },
  { header: 'notApplicable', value: line => line.counts.notApplicable },
];

/** `GET /v1/trends`, `/v1/movements`, `/v1/movers`, `/v1/transitions` and the adoption of checks. */
export function addHistoryRoutes(
  router: ReadinessRouter,
  {
    history,
    readCredentials,
  }: { history: HistoryService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/trends', async (request, response) => {
    const credentials = await readCredentials(request);
    const trend = await history.getTrend(request.query, { credentials });
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-trend',
        columns: trendColumns,
        pages: onePage(trend.points),
      });
      return;
    }
    response.json(trend);
  });

  router.get('/v1/movements', async (request, response) => {
    const credentials = await readCredentials(request);
    const movement = await history.getMovement(request.query, { credentials });
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-movement',
        columns: movementColumns,
        pages: onePage(toLines(movement)),
      });
      return;
    }
    response.json(movement);
  });

  router.get('/v1/movers', async (request, response) => {
    const credentials = await readCredentials(request);
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-movers',
        columns: moverColumns,
        pages: history.streamMovers(request.query, { credentials }),
      });
      return;
    }
    response.json(await history.listMovers(request.query, { credentials }));
  });

  router.get('/v1/transitions', async (request, response) => {
    const credentials = await readCredentials(request);
    if (request.query.format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-transitions',
        columns: transitionColumns,
        pages: history.streamTransitions(request.query, { credentials }),
      });
      return;
    }
    response.json(
      await history.listTransitions(request.query, { credentials }),
    );
  });

  router.get('/v1/transitions/:id', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await history.getTransition(request.params.id, { credentials }),
    );
  });

  router.get('/v1/checks/adoption', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await history.listCheckAdoption(request.query, { credentials }),
    );
  });

  router.get(
    '/v1/checks/:scorecard/:id/adoption',
    async (request, response) => {
      const credentials = await readCredentials(request);
      const { params, query } = request;
      if (query.format === 'csv') {
        await sendCsv(response, {
          name: `readiness-${params.scorecard}-${params.id}-adoption`,
          columns: adoptionColumns,
          pages: adoptionLines(
            history.streamCheckAdoption(params, query, { credentials }),
          ),
        });
        return;
      }
      response.json(
        await history.getCheckAdoption(params, query, { credentials }),
      );
    },
  );
}

async function* onePage<T>(items: T[]): AsyncGenerator<T[]> {
  yield items;
}

async function* adoptionLines(
  pages: AsyncIterable<AdoptionCurve[]>,
): AsyncGenerator<AdoptionLine[]> {
  for await (const curves of pages) {
    yield curves.flatMap(({ team, points }) =>
      points.map(point => ({ ...point, team })),
    );
  }
}

/** The first day, the parts, the last day: the first and the parts add up to the last, but for ratios. */
function toLines({ before, parts, after }: Movement): MovementLine[] {
  const toLine = (row: string, sums: Movement['before']): MovementLine => ({
    row,
    sums: { ...sums, ...sums.share },
  });
  return [
    toLine('before', before),
    ...parts.map(part => ({ row: part.part, sums: part })),
    toLine('after', after),
  ];
}
