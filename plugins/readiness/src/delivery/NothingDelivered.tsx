import Typography from '@material-ui/core/Typography';
import { Panel } from '../layout';
import { useReadinessTranslation } from '../translations';

/**
 * No event is known, with how they get here.
 */
export function NothingDelivered(props: { flat?: boolean }) {
  const { t } = useReadinessTranslation();
  return (
    <Panel title={t('delivery.title')} flat={props.flat}>
      <Typography component="div" variant="body2">
        <p>{t('delivery.nothing.begin')}</p>
        <ul>
          <li>{t('delivery.nothing.webhooks')}</li>
          <li>
            {t('delivery.nothing.events', {
              address: <code>/api/readiness/v1/events</code>,
            })}
          </li>
        </ul>
      </Typography>
    </Panel>
  );
}
