import { Link } from '@backstage/core-components';
import MailLink from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { Fold } from '../layout';
import { OwnerLinks, resultAnchor, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { OwnersByRef, useCheckOwners } from './CheckOwners';
import { contactsOf, mailUrl } from './contactsOf';
import { useServiceTab } from './ServiceContext';

const longestMessage = 500;

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(0.5, 0, 1, 3),
      fontSize: theme.typography.body2.fontSize,
      overflowWrap: 'anywhere',
    },
    ways: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      '& a': { display: 'inline-block', padding: theme.spacing(0.25, 0) },
    },
  }),
  { name: 'ReadinessTellOwner' },
);

function Ways(props: {
  result: ExplainedResult;
  scorecard: string;
  owners: OwnersByRef;
}) {
  const { result, scorecard, owners } = props;
  const { owner } = result;
  const classes = useStyles();
  const links = useReadinessLinks();
  const tab = useServiceTab();
  const { t } = useReadinessTranslation();
  const known = owner ? owners.get(owner.toLocaleLowerCase('en-US')) : null;
  const contacts = known ? contactsOf(known) : undefined;
  const place = new URL(window.location.href);
  place.hash = resultAnchor(scorecard, result.checkId);
  const values = {
    check: result.title,
    entity: tab?.title ?? '',
    message: result.message.slice(0, longestMessage),
    link: place.href,
  };
  return (
    <div className={classes.root}>
      {owner
        ? t('service.owner.is', { owner: <OwnerLinks owners={[owner]} /> })
        : t('service.owner.none')}
      <ul className={classes.ways}>
        {contacts?.email && (
          <li>
            <MailLink
              href={mailUrl(contacts.email, {
                subject: t('service.owner.subject', values),
                body: t('service.owner.body', values),
              })}
            >
              {t('service.owner.mail', { address: contacts.email })}
            </MailLink>
          </li>
        )}
        {contacts?.links.map(({ url, title }) => (
          <li key={url}>
            <Link to={url}>{title || t('service.owner.link')}</Link>
          </li>
        ))}
        <li>
          <Link to={`${links.check(scorecard, result.checkId)}#owner`}>
            {t('service.owner.check')}
          </Link>
        </li>
      </ul>
    </div>
  );
}

function LoadedWays(props: { result: ExplainedResult; scorecard: string }) {
  const { t } = useReadinessTranslation();
  const load = useCheckOwners();
  const owners = useLoaded('', load, { live: false });
  return (
    <LoadedContent of={owners} what={t('service.owner.what')} rows={1} brief>
      {value => <Ways {...props} owners={value} />}
    </LoadedContent>
  );
}

/**
 * Whom to tell that a check is wrong, and how: a letter that is begun, the links of the owner, the page of the check.
 */
export function TellOwner(props: {
  result: ExplainedResult;
  /** Id of the scorecard. */
  scorecard: string;
}) {
  const { t } = useReadinessTranslation();
  return (
    <Fold quiet summary={t('service.owner.tell')}>
      <LoadedWays {...props} />
    </Fold>
  );
}
