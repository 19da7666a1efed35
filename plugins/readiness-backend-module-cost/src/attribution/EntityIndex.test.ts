import { Entity } from '@backstage/catalog-model';
import { EntityIndex } from './EntityIndex';

function entity(kind: string, name: string, costTag?: unknown): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations:
        costTag === undefined
          ? undefined
          : JSON.parse(
              JSON.stringify({ 'team-readiness.dev/cost-tag': costTag }),
            ),
    },
  };
}

function indexOf(...entities: Entity[]) {
  const index = new EntityIndex();
  entities.forEach(each => index.put(each));
  return index;
}

describe('EntityIndex', () => {
  const shop = { is: 'entity', entityRef: 'component:default/shop' };

  it('finds by annotation, then full ref, then name, in any case', () => {
    const index = indexOf(
      entity('Component', 'Shop'),
      entity('Component', 'cart', 'basket'),
    );
    expect(index.find('SHOP')).toEqual(shop);
    expect(index.find('Component:Default/shop')).toEqual(shop);
    expect(index.find('component:shop')).toEqual(shop);
    expect(index.find('Basket')).toEqual({
      is: 'entity',
      entityRef: 'component:default/cart',
    });
  });

  it('lets an annotation win over the name of another entity', () => {
    const index = indexOf(
      entity('Component', 'shop'),
      entity('Component', 'cart', 'shop'),
    );
    expect(index.find('shop')).toEqual({
      is: 'entity',
      entityRef: 'component:default/cart',
    });
  });

  it('does not find an entity with an annotation by its bare name', () => {
    const index = indexOf(
      entity('Component', 'shop'),
      entity('Resource', 'shop', 'shop-database'),
    );
    expect(index.find('shop')).toEqual(shop);
    expect(index.find('resource:default/shop')).toEqual({
      is: 'entity',
      entityRef: 'resource:default/shop',
    });
  });

  it('says so where several fit', () => {
    const index = indexOf(
      entity('Resource', 'shop'),
      entity('Component', 'shop'),
      entity('Component', 'a', 'x'),
      entity('Component', 'b', 'X'),
    );
    expect(index.find('shop')).toEqual({
      is: 'several',
      entityRefs: ['component:default/shop', 'resource:default/shop'],
    });
    expect(index.find('x')).toMatchObject({ is: 'several' });
  });

  it.each([
    'nobody',
    '',
    'component:default/nobody',
    'a:b:c/d/e',
    ':',
    '__proto__',
    'constructor',
  ])('finds nothing for %j', value => {
    expect(indexOf(entity('Component', 'shop')).find(value)).toEqual({
      is: 'nothing',
    });
  });

  it('ignores annotations that are empty or no text', () => {
    expect(indexOf(entity('Component', 'shop', 7)).find('shop')).toEqual(shop);
    expect(indexOf(entity('Component', 'shop', ' ')).find('shop')).toEqual(
      shop,
    );
  });

  it('forgets what an entity was called, and changes its version only then', () => {
    const index = indexOf(entity('Component', 'shop', 'old'));
    const { version } = index;
    index.put(entity('Component', 'shop', 'OLD'));
    expect(index.version).toBe(version);
    index.put(entity('Component', 'shop', 'new'));
    expect(index.version).toBeGreaterThan(version);
    expect(index.find('old')).toEqual({ is: 'nothing' });
    expect(index.find('new')).toEqual(shop);
  });
});
