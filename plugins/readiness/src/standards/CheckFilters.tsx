import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  areas,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import { FilterSelect } from '../layout';
import { quietOnPage } from '../layout/quietOnPage';
import { useReadinessTranslation } from '../translations';
import { CheckFilter, filterStages } from './checkFilter';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.5),
      [theme.breakpoints.down('xs')]: {
        display: 'grid',
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        width: '100%',
        '& > :first-child': { gridColumn: '1 / -1', width: '100%' },
      },
    },
    // Wide enough for what it proposes.
    words: { width: 272, maxWidth: '100%' },
    label: { '&:not(.Mui-focused)': { color: quietOnPage(theme) } },
  }),
  { name: 'ReadinessCheckFilters' },
);

/**
 * Narrows the checks of all scorecards; offers what there is at least one check of.
 */
export function CheckFilters(props: {
  scorecards: readonly ScorecardDetails[];
  filter: CheckFilter;
  onWords(words: string): void;
  /** @param value - '' for all */
  onFilter(name: 'area' | 'level' | 'stage' | 'data', value: string): void;
}) {
  const { scorecards, filter, onWords, onFilter } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const checks = scorecards.flatMap(scorecard => scorecard.checks);
  const levels = [
    ...new Set(checks.map(({ gate, level }) => (gate ? level : 0))),
  ].sort((one, other) => (one || Infinity) - (other || Infinity));
  const dataOf = { true: 'connected', false: 'not-connected' } as const;
  return (
    <div className={classes.root}>
      <TextField
        id="readiness-filter-words"
        label={t('standards.find')}
        type="search"
        value={filter.words}
        onChange={event => onWords(event.target.value)}
        InputLabelProps={{ shrink: true, className: classes.label }}
        placeholder={t('standards.findExample')}
        variant="outlined"
        size="small"
        margin="none"
        className={classes.words}
      />
      <FilterSelect
        label={t('standards.area')}
        value={filter.area ?? ''}
        options={[
          { value: '', label: t('standards.allAreas') },
          ...areas
            .filter(area => checks.some(check => check.area === area))
            .map(area => ({ value: area, label: words.area(area) })),
        ]}
        onChange={value => onFilter('area', value)}
      />
      <FilterSelect
        label={t('standards.level')}
        value={filter.level === undefined ? '' : String(filter.level)}
        options={[
          { value: '', label: t('standards.allLevels') },
          ...levels.map(level => ({
            value: String(level),
            label: level
              ? t('standards.levelOf', { level: String(level) })
              : t('standards.scoreOnly'),
          })),
        ]}
        onChange={value => onFilter('level', value)}
      />
      <FilterSelect
        label={t('standards.stage')}
        value={filter.stage ?? ''}
        options={[
          { value: '', label: t('standards.allStages') },
          ...filterStages
            .filter(stage => checks.some(check => check.stage === stage))
            .map(stage => ({
              value: stage,
              label: t(`standards.stageNames.${stage}`),
            })),
        ]}
        onChange={value => onFilter('stage', value)}
      />
      <FilterSelect
        label={t('standards.connection')}
        value={
          filter.connected === undefined ? '' : dataOf[`${filter.connected}`]
        }
        options={[
          { value: '', label: t('standards.connections.all') },
          {
            value: dataOf.true,
            label: t('standards.connections.connected'),
          },
          { value: dataOf.false, label: t('standards.connections.none') },
        ]}
        onChange={value => onFilter('data', value)}
      />
    </div>
  );
}
