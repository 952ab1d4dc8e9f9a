import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron'
import { notImplemented, strict } from '../strict.ts'
import { app } from './app.ts'
import { StandInBrowserWindow } from './browser-window.ts'

type Click = NonNullable<MenuItemConstructorOptions['click']>
type Role = NonNullable<MenuItemConstructorOptions['role']>
type ImplementedMenu = Record<
  keyof Pick<Menu, 'append' | 'getMenuItemById' | 'items' | 'popup' | 'closePopup'>,
  unknown
>
type ImplementedItem = Partial<Record<keyof MenuItem, unknown>>

let applicationMenu: StandInMenu | null = null

export class StandInMenuItem implements ImplementedItem {
  readonly id: string
  readonly label: string
  readonly type: string
  readonly role: Role | undefined
  readonly accelerator: MenuItemConstructorOptions['accelerator']
  readonly submenu: StandInMenu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #click: Click | undefined

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id ?? ''
    this.label = options.label ?? options.role ?? ''
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.role = options.role
    this.accelerator = options.accelerator
    this.submenu = Array.isArray(options.submenu) ? StandInMenu.buildFromTemplate(options.submenu) : undefined
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.#click = options.click
    strictPrototype(StandInMenuItem, 'menuItem')
  }

  click(event: object = {}, window = StandInBrowserWindow.getFocusedWindow()): void {
    if (this.#click) this.#click(this as never, window as never, event as never)
    else if (this.role === 'quit') app.quit()
    else if (this.role === 'close') window?.close()
    else if (this.role === 'minimize') window?.minimize()
    else throw notImplemented(`the menu role '${this.role}'`)
  }
}

export class StandInMenu implements ImplementedMenu {
  readonly items: StandInMenuItem[] = []

  constructor() {
    strictPrototype(StandInMenu, 'menu')
  }

  append(item: StandInMenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(): void {}
  closePopup(): void {}

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | StandInMenuItem)[]): StandInMenu {
    const menu = new StandInMenu()
    for (const item of template)
      menu.append(item instanceof StandInMenuItem ? item : new StandInMenuItem(item))
    return menu
  }

  static setApplicationMenu(menu: StandInMenu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): StandInMenu | null {
    return applicationMenu
  }
}

/** Makes unknown members of a class' instances throw; done once per class. */
function strictPrototype(type: { readonly prototype: object }, label: string): void {
  if (Object.getPrototypeOf(type.prototype) === Object.prototype) strict(label, type.prototype)
}
