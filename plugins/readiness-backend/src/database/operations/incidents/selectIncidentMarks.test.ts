import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { RecordInstallation } from '../../../observation/trackRecord/__testUtils__/RecordInstallation';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { putEvents } from '../../__testUtils__/putEvents';
import { selectIncidentMarks } from './selectIncidentMarks';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('selectIncidentMarks, %s', id => {
  it('marks the incidents of subjects, and nothing else', async () => {
    const knex = await databases.init(id);
    const installation = new RecordInstallation(knex);
    await installation.putGroup('shop');
    await installation.putGroup('pay', ['shop']);
    await installation.putComponent('checkout', 'group:default/shop');
    await installation.putComponent('ledger', 'group:default/pay');
    await installation.putComponent('idle', 'group:default/pay');
    const about = (name: string, day: number, key: string) => ({
      source: 'pager',
      id: key,
      at: `2026-05-${String(day).padStart(2, '0')}T00:00:00.000Z`,
      targets: [`entity:component:default/${name}`],
    });
    const incident = { kind: 'incident', incident: 'INC-1' } as const;
    const events: DeliveryEventInput[] = [
      { ...about('checkout', 9, '1'), ...incident, phase: 'resolved' },
      { ...about('checkout', 7, '2'), ...incident, phase: 'detected' },
      { ...about('checkout', 1, '3'), kind: 'freeze', title: 'Frozen' },
      { ...about('ledger', 8, '4'), ...incident, phase: 'detected' },
      { ...about('idle', 8, '5'), kind: 'freeze', title: 'Frozen' },
    ];
    await putEvents(knex, events);
    const refs = ['group:default/shop', 'component:default/checkout'];
    const [shop, checkout] = refs.map(ref => installation.idOf(ref));
    const ledger = installation.idOf('component:default/ledger');
    const idle = installation.idOf('component:default/idle');
    const marks = await selectIncidentMarks(knex, {
      subjectIds: [shop, checkout, idle, 4_711],
    });
    const [{ id: first }] = await knex('delivery_events').orderBy('id');
    const ofCheckout = {
      entityId: checkout,
      since: new Date('2026-05-07T00:00:00.000Z'),
      count: 2,
      lastId: Number(first) + 1,
    };
    expect(marks).toEqual([
      { subjectId: shop, ...ofCheckout },
      {
        subjectId: shop,
        entityId: ledger,
        since: new Date('2026-05-08T00:00:00.000Z'),
        count: 1,
        lastId: Number(first) + 3,
      },
      { subjectId: checkout, ...ofCheckout },
    ]);
    expect(await selectIncidentMarks(knex, { subjectIds: [] })).toEqual([]);
  });
});
