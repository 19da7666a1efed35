import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityLink, httpUrl } from '../links';
import { EntryKindIcon, entryWords, titleWords } from '../record';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      '& li': {
        display: 'flex',
        alignItems: 'flex-start',
        gap: theme.spacing(1),
        padding: theme.spacing(0.375, 0),
      },
    },
    aside: {
      color: theme.palette.text.secondary,
      // Among words, colour alone does not tell a link.
      '& a': { textDecoration: 'underline' },
    },
  }),
  { name: 'ReadinessAnswerLinks' },
);

/**
 * What was done about something: impact entries and decisions, a line each.
 */
export function AnswerLinks(props: {
  answers: readonly TrackRecordEntry[];
  ofTeam?: boolean;
}) {
  const { answers, ofTeam } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <ul className={classes.list}>
      {answers.map(answer => {
        const link = httpUrl(answer.link);
        const title = titleWords(t, words, answer);
        return (
          <li key={answer.key}>
            <EntryKindIcon kind={answer.kind} />
            <span>
              {link ? <Link to={link}>{title}</Link> : title}
              <span className={classes.aside}>
                {' · '}
                {t('delivery.entryOf', {
                  kind: entryWords(t, answer.kind),
                  day: words.day(answer.at),
                })}
                {ofTeam && (
                  <>
                    {' · '}
                    <EntityLink entity={answer.entity} />
                  </>
                )}
                {answer.details && ` · ${answer.details}`}
                {answer.complete === false &&
                  ` · ${t('delivery.weekdays.notComplete')}`}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
