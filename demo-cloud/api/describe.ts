import type { CollectionStore } from '../data/collection-store.ts'
import type { Application } from '../data/world.ts'

/** An application as `/access` lists it (fact sheet, section 4). */
export function listedApplication(application: Application): unknown {
  const { plan } = application
  return {
    _id: application.id,
    name: plan.name,
    expiry: application.expiry,
    company: {
      nameDisplay: plan.customer,
      nameInternal: plan.nameInternal,
      addressPostal: plan.addressPostal,
    },
  }
}

/** An application in full. That it holds name, address and parameters is documented; the rest is our choice. */
export function wholeApplication(application: Application): unknown {
  return {
    ...(listedApplication(application) as object),
    kind: application.plan.kind,
    modules: ['documents', 'store', 'scripts'],
    parameters: application.parameters,
  }
}

/** A collection. Nothing about its fields is documented: all of them are our choice. */
export function describedCollection({ model }: CollectionStore): unknown {
  return {
    _id: model.id,
    name: model.name,
    description: model.description,
    textIndex: model.textIndex,
    foreignKeys: model.foreignKeys,
  }
}
