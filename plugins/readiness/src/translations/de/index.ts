import { cards } from './cards';
import { check } from './check';
import { delivery } from './delivery';
import { health } from './health';
import { history } from './history';
import { home } from './home';
import { impact } from './impact';
import { layout } from './layout';
import { loading } from './loading';
import { record } from './record';
import { review } from './review';
import { service } from './service';
import { services } from './services';
import { sources } from './sources';
import { standards } from './standards';
import { team } from './team';
import { teams } from './teams';

/** All words of the pages, in German. */
export const de = {
  teams,
  team,
  service,
  review,
  standards,
  check,
  health,
  record,
  delivery,
  impact,
  cards,
  services,
  history,
  home,
  layout,
  loading,
  sources,
};
