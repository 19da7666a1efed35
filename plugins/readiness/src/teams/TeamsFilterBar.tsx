import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import {
  FilterSelect,
  SearchField,
  useSearchFilters,
  useTierOptions,
} from '../layout';
import { refWords } from '../links';
import { useReadinessTranslation } from '../translations';
import { TeamsFilters } from './useTeamsFilters';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      '& > :first-child': { flex: '1 1 160px', maxWidth: 240 },
      // The name of a scorecard or domain may be as long as a line.
      '& select': { maxWidth: '14rem', textOverflow: 'ellipsis' },
      [theme.breakpoints.down('sm')]: {
        display: 'grid',
        gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
        '& > :first-child': { maxWidth: 'none' },
      },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        '& > :first-child': { gridColumn: '1 / -1' },
      },
    },
    reset: {
      [theme.breakpoints.down('sm')]: {
        gridColumn: '1 / -1',
        justifySelf: 'start',
      },
    },
  }),
  { name: 'ReadinessTeamsFilterBar' },
);

type Option = { value: string; label: string };

// What an address asks for shows, also where nothing has it any more.
function withChosen(options: Option[], value: string | undefined): Option[] {
  return value === undefined || options.some(option => option.value === value)
    ? options
    : [...options, { value, label: refWords(value) }];
}

/**
 * By what teams are found, what the page of all teams can be narrowed to, and the way back to all of it.
 */
export function TeamsFilterBar(props: {
  overview: Overview;
  filters: TeamsFilters;
  /** By what teams are found; '' for all. */
  search: string;
  isNarrowed: boolean;
  onReset(): void;
}) {
  const { overview, filters, search, isNarrowed, onReset } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const [, setFilter] = useSearchFilters();
  const tiers = useTierOptions();
  const select = (
    name: 'scorecard' | 'domain' | 'tier' | 'lifecycle' | 'area',
    value: string,
    options: Option[],
  ) => (
    <FilterSelect
      label={t(`teams.filters.${name}`)}
      value={value}
      options={options}
      onChange={next => setFilter(name, [next])}
    />
  );
  const { domains, lifecycles } = overview.filters;
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('teams.filters.title')}
    >
      <SearchField
        id="readiness-teams-search"
        label={t('teams.find')}
        value={search}
        onChange={next => setFilter('search', [next])}
      />
      {overview.scorecards.length > 1 &&
        select(
          'scorecard',
          overview.scorecard.id,
          overview.scorecards.map(({ id, title }) => ({
            value: id,
            label: title,
          })),
        )}
      {(domains.length > 0 || filters.domain) &&
        select('domain', filters.domain ?? '', [
          { value: '', label: t('teams.filters.allDomains') },
          ...withChosen(
            domains.map(({ ref, title }) => ({ value: ref, label: title })),
            filters.domain,
          ),
        ])}
      {select(
        'tier',
        filters.tier === undefined ? '' : String(filters.tier),
        tiers,
      )}
      {(lifecycles.length > 0 || filters.lifecycle) &&
        select('lifecycle', filters.lifecycle ?? '', [
          { value: '', label: t('teams.filters.allLifecycles') },
          ...withChosen(
            lifecycles.map(value => ({ value, label: value })),
            filters.lifecycle,
          ),
        ])}
      {select('area', filters.area ?? '', [
        { value: '', label: t('teams.filters.allAreas') },
        ...withChosen(
          overview.total.areas.map(({ area }) => ({
            value: area,
            label: words.area(area),
          })),
          filters.area,
        ),
      ])}
      {(isNarrowed || search !== '') && (
        <Button onClick={onReset} className={classes.reset}>
          {t('teams.filters.reset')}
        </Button>
      )}
    </div>
  );
}
