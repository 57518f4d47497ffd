"""What changed on the screen: pygame_gui's sprites compared with the last frame, rectangles merged."""

from collections.abc import Sequence

import pygame
from pygame_gui import UIManager
from pygame_gui.core.layered_gui_group import GUISprite

MOST = 8
"""More rectangles than this are drawn as one."""


class Sprites:
    """pygame_gui's sprites as last drawn."""

    def __init__(self) -> None:
        self.shown: dict[GUISprite, tuple[pygame.Surface, pygame.Rect]] = {}
        self.popups: set[GUISprite] = set()

    def changes(self, manager: UIManager, *, restless: bool) -> list[pygame.Rect]:
        """The places of sprites that came, went, moved or look different."""
        rects = []
        now: dict[GUISprite, tuple[pygame.Surface, pygame.Rect]] = {}
        self.popups = set()
        for sprite in manager.get_sprite_group().sprites():
            image, place = sprite.image, sprite.rect
            if image is None or place is None or not sprite.visible or not place.width or not place.height:
                continue
            was = self.shown.pop(sprite, None)
            blinks = restless and getattr(sprite, "is_focused", False)
            if was and was[0] is image and was[1] == place and not blinks:
                now[sprite] = was
            else:
                rect = pygame.Rect(place)
                now[sprite] = image, rect
                rects += [rect, was[1]] if was else [rect]
            if any("selection_list" in str(name) for name in getattr(sprite, "element_ids", ())):
                self.popups.add(sprite)
        rects += [rect for _, rect in self.shown.values()]
        self.shown = now
        return rects

    def draw(self, surface: pygame.Surface, area: pygame.Rect, *, popups: bool) -> None:
        """Draw the sprites in an area, those of an open list apart; pygame_gui's alpha is premultiplied."""
        for sprite, (image, rect) in self.shown.items():
            if (sprite in self.popups) is popups and rect.colliderect(area):
                surface.blit(image, rect, special_flags=sprite.blendmode)


def merged(rects: Sequence[pygame.Rect], window: pygame.Rect) -> list[pygame.Rect]:
    """Few rectangles that cover all: those that touch become one, and too many become one."""
    areas: list[pygame.Rect] = []
    for rect in rects:
        area = rect.clip(window)
        if not area.width or not area.height:
            continue
        while (hit := area.collidelist(areas)) >= 0:
            area = area.union(areas.pop(hit))
        areas.append(area)
    if len(areas) > MOST:
        return [areas[0].unionall(areas[1:])]
    return areas
