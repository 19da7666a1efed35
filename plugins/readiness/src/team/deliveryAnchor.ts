/** Where the numbers of delivery and incidents stand within the history of a team. */
export const deliveryAnchor = 'delivery';
