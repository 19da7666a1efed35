import {
  DependencyRisk,
  Gap,
  GapList,
} from '@team-readiness/backstage-plugin-readiness-common';
import { DependencyRisksService } from '../services/dependencies/DependencyRisksService';
import { GapsService } from '../services/gaps/GapsService';
import { CsvColumn } from './csv/formatCsvRow';
import { sendCsv } from './csv/sendCsv';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** More than a scorecard has gates. */
const wholeList = 10_000;

const gapColumns: CsvColumn<Gap>[] = [
  { header: 'scorecard', value: ({ fix }) => fix.scorecard },
  { header: 'checkId', value: ({ fix }) => fix.checkId },
  { header: 'title', value: ({ fix }) => fix.title },
  { header: 'area', value: ({ fix }) => fix.area },
  { header: 'level', value: ({ fix }) => fix.level },
  { header: 'effort', value: ({ fix }) => fix.effort },
  { header: 'entities', value: ({ fix }) => fix.entities },
  { header: 'lifted', value: ({ fix }) => fix.lifted },
  { header: 'perHour', value: ({ perHour }) => perHour },
  { header: 'action', value: ({ fix }) => fix.action },
  { header: 'template', value: ({ fix }) => fix.template?.ref ?? null },
  {
    header: 'teams',
    value: ({ teams }) =>
      teams.map(({ team, entities }) => `${team.ref} ${entities}`).join(', '),
  },
];

const riskColumns: CsvColumn<DependencyRisk>[] = [
  { header: 'entity', value: ({ entity }) => entity.ref },
  { header: 'title', value: ({ entity }) => entity.title },
  { header: 'level', value: ({ level }) => level },
  { header: 'weakest', value: ({ weakest }) => weakest.ref },
  { header: 'weakestLevel', value: ({ weakestLevel }) => weakestLevel },
  {
    header: 'path',
    value: ({ path }) => path.map(({ ref }) => ref).join(' '),
  },
];

/** `GET /v1/gaps` and `GET /v1/dependency-risks` */
export function addGapRoutes(
  router: ReadinessRouter,
  {
    gaps,
    dependencyRisks,
    readCredentials,
  }: {
    gaps: GapsService;
    dependencyRisks: DependencyRisksService;
    readCredentials: ReadCredentials;
  },
): void {
  router.get('/v1/gaps', async (request, response) => {
    const credentials = await readCredentials(request);
    const { format, ...query } = request.query;
    if (format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-gaps',
        columns: gapColumns,
        pages: onePage(
          gaps.listGaps({ ...query, limit: wholeList }, { credentials }),
        ),
      });
      return;
    }
    response.json(await gaps.listGaps(query, { credentials }));
  });

  router.get('/v1/dependency-risks', async (request, response) => {
    const credentials = await readCredentials(request);
    const { format, ...query } = request.query;
    if (format === 'csv') {
      await sendCsv(response, {
        name: 'readiness-dependency-risks',
        columns: riskColumns,
        pages: dependencyRisks.streamDependencyRisks(query, { credentials }),
      });
      return;
    }
    response.json(
      await dependencyRisks.listDependencyRisks(query, { credentials }),
    );
  });
}

async function* onePage(list: Promise<GapList>): AsyncGenerator<Gap[]> {
  yield (await list).items;
}
