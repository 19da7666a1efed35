import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import {
  FilterSelect,
  SearchField,
  useSearchFilters,
  useTierOptions,
} from '../layout';
import { refWords, ServicesFilters } from '../links';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))',
      alignItems: 'center',
      justifyItems: 'stretch',
      gap: theme.spacing(1.5),
      // The name of a team may be as long as a line.
      '& select': { textOverflow: 'ellipsis' },
      // A button is as wide as its words.
      '& > button': { justifySelf: 'start' },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
    },
  }),
  { name: 'ReadinessServicesFilterBar' },
);

type Option = { value: string; label: string };

// What an address asks for shows, also where nothing has it any more.
function withChosen(options: Option[], value: string): Option[] {
  return options.some(option => option.value === value)
    ? options
    : [...options, { value, label: refWords(value) }];
}

/**
 * To what the list of services can be narrowed, and the way back to all of it.
 */
export function ServicesFilterBar(props: {
  /** Brings what can be chosen. */
  overview: Overview;
  filters: ServicesFilters;
  isNarrowed: boolean;
  onReset(): void;
}) {
  const { overview, filters, isNarrowed, onReset } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const [, setFilter] = useSearchFilters();
  const tiers = useTierOptions();
  const { domains, lifecycles } = overview.filters;
  const select = (
    name: Exclude<keyof ServicesFilters, 'search'>,
    options: Option[],
    value: string = String(filters[name] ?? ''),
  ) => (
    <FilterSelect
      label={t(`services.filters.${name}`)}
      value={value}
      options={withChosen(options, value)}
      onChange={next => setFilter(name, [next])}
    />
  );
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('services.filters.title')}
    >
      <SearchField
        id="readiness-services-search"
        label={t('services.filters.search')}
        value={filters.search ?? ''}
        onChange={next => setFilter('search', [next])}
      />
      {select('owner', [
        { value: '', label: t('services.filters.allOwners') },
        { value: 'mine', label: t('services.filters.mine') },
        ...(overview.unowned
          ? [{ value: 'unowned', label: t('services.filters.unowned') }]
          : []),
        ...overview.teams.map(({ team }) => ({
          value: team.ref,
          label: team.title,
        })),
      ])}
      {select('target', [
        { value: '', label: t('services.filters.allTargets') },
        { value: 'missed', label: t('services.filters.missed') },
        { value: 'met', label: t('services.filters.met') },
        { value: 'none', label: t('services.filters.noTarget') },
      ])}
      {select('level', [
        { value: '', label: t('services.filters.allLevels') },
        ...overview.total.levels.map(({ level, name }) => ({
          value: String(level),
          label: words.level({ level, levelName: name }),
        })),
      ])}
      {select('tier', tiers)}
      {select('area', [
        { value: '', label: t('services.filters.allAreas') },
        ...overview.total.areas.map(({ area }) => ({
          value: area,
          label: words.area(area),
        })),
      ])}
      {select('data', [
        { value: '', label: t('services.filters.allData') },
        { value: 'enough', label: t('services.filters.enough') },
        { value: 'lacking', label: t('services.filters.lacking') },
      ])}
      {(lifecycles.length > 0 || filters.lifecycle) &&
        select('lifecycle', [
          { value: '', label: t('services.filters.allLifecycles') },
          ...lifecycles.map(value => ({ value, label: value })),
        ])}
      {(domains.length > 0 || filters.domain) &&
        select('domain', [
          { value: '', label: t('services.filters.allDomains') },
          ...domains.map(({ ref, title }) => ({ value: ref, label: title })),
        ])}
      {filters.system &&
        select('system', [
          { value: '', label: t('services.filters.allSystems') },
        ])}
      {overview.scorecards.length > 1 &&
        select(
          'scorecard',
          overview.scorecards.map(({ id, title }) => ({
            value: id,
            label: title,
          })),
          overview.scorecard.id,
        )}
      {isNarrowed && (
        <Button onClick={onReset}>{t('services.filters.reset')}</Button>
      )}
    </div>
  );
}
