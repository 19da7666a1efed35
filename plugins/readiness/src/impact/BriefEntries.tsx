import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { beginWords, Panel } from '../layout';
import { EntityLink, httpUrl } from '../links';
import { useReadinessTranslation } from '../translations';
import { BriefImpact, measuredWords, rangeWords } from './briefWords';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    entry: {
      padding: theme.spacing(1, 0),
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
      breakInside: 'avoid',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
      '&:first-child': { paddingTop: 0 },
    },
    title: { fontSize: '1rem', fontWeight: 600 },
    aside: {
      color: theme.palette.text.secondary,
      // Among words, colour alone does not tell a link.
      '& a': { textDecoration: 'underline' },
    },
  }),
  { name: 'ReadinessBriefEntries' },
);

/** When it was measured, and what shows it. */
function Entry(props: { entry: BriefImpact; ofTeam: boolean }) {
  const { entry, ofTeam } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const link = httpUrl(entry.link);
  const evidence = httpUrl(entry.evidence);
  const title = beginWords(entry.title);
  const measured = measuredWords(t, words, entry);
  return (
    <li className={classes.entry}>
      <div className={classes.title}>
        {link ? <Link to={link}>{title}</Link> : title}
      </div>
      {measured && <div>{measured}</div>}
      <div className={classes.aside}>
        {ofTeam && (
          <>
            <EntityLink entity={entry.entity} />
            {' · '}
          </>
        )}
        {entry.from && entry.to
          ? `${rangeWords(t, words, { from: entry.from, to: entry.to })} · `
          : ''}
        {evidence ? (
          <Link to={evidence}>{t('impact.entries.evidence')}</Link>
        ) : (
          t('impact.entries.noEvidence')
        )}
        {!entry.complete && ` · ${t('impact.entries.notComplete')}`}
      </div>
    </li>
  );
}

/**
 * What was changed on purpose and written down, with its evidence.
 */
export function BriefEntries(props: {
  entries: readonly BriefImpact[];
  /** Names the service of each entry. */
  ofTeam: boolean;
}) {
  const { entries, ofTeam } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <Panel
      title={t('impact.entries.title')}
      note={
        entries.length > 0
          ? t('impact.entries.count', { count: entries.length })
          : undefined
      }
    >
      {entries.length > 0 ? (
        <ul className={classes.list}>
          {entries.map((entry, index) => (
            <Entry
              key={`${entry.entity.ref} ${entry.link ?? entry.title} ${index}`}
              entry={entry}
              ofTeam={ofTeam}
            />
          ))}
        </ul>
      ) : (
        <Typography variant="body2">
          {t('impact.entries.none', { folder: <code>docs/impact</code> })}
        </Typography>
      )}
    </Panel>
  );
}
