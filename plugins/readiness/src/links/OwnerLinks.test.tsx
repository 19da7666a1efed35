import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityPresentationApi,
  entityPresentationApiRef,
  entityRouteRef,
  EntityRefPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { Observable } from '@backstage/types';
import { act, screen } from '@testing-library/react';
import { rootRouteRef } from '../routes';
import { OwnerLinks } from './OwnerLinks';

type Snapshot = EntityRefPresentationSnapshot;

/** A catalog that tells the titles of entities when it is asked to. */
class LateTitles implements EntityPresentationApi {
  readonly #tellers: Array<() => void> = [];

  forEntity(entityOrRef: Parameters<EntityPresentationApi['forEntity']>[0]) {
    const entityRef = String(entityOrRef);
    const [, name] = entityRef.split('/');
    const snapshot = { entityRef, primaryTitle: name };
    const titled = { entityRef, primaryTitle: `The team ${name}` };
    const told = new Promise<Snapshot>(resolve =>
      this.#tellers.push(() => resolve(titled)),
    );
    const update$: Observable<Snapshot> = {
      [Symbol.observable]: () => update$,
      subscribe(observer: unknown) {
        const { next } = observer as { next(value: Snapshot): void };
        told.then(next);
        return { closed: false, unsubscribe() {} };
      },
    };
    return { snapshot, update$, promise: told };
  }

  tell() {
    this.#tellers.forEach(tell => tell());
  }
}

describe('OwnerLinks', () => {
  it('shows names at once, then titles; what is no ref stays as it is', async () => {
    const titles = new LateTitles();
    renderInTestApp(
      <OwnerLinks owners={['group:default/catalogue', 'the shop people']} />,
      {
        apis: [[entityPresentationApiRef, titles]],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
          '/readiness': rootRouteRef,
        },
      },
    );
    const team = await screen.findByRole('link', { name: 'catalogue' });
    expect(team).toHaveAttribute('href', '/readiness/teams/default/catalogue');
    expect(
      screen.getByRole('link', { name: 'the shop people' }),
    ).toHaveAttribute('href', '/readiness/teams');

    await act(async () => titles.tell());
    expect(team).toHaveTextContent('The team catalogue');
  });
});
