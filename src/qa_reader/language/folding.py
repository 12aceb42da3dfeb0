"""Text as a search sees it: width, case, kana, old and new kanji, dashes and quotes made one.

Nearly every code point folds to exactly one, so an offset in the folded text is an offset in the text. Where
that is not so (combining dakuten, ｶﾞ, ㌔, Ⅲ, variation selectors, joiners) the exceptions are kept in a short
table, and a match is mapped back over it exactly.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_KANJI_PAIRS: Final = (
    "亞亜惡悪壓圧圍囲爲為醫医壹壱稻稲飮飲隱隠營営榮栄衞衛驛駅悅悦閱閲圓円緣縁艷艶鹽塩奧奥應応橫横歐欧毆殴黃黄"
    "溫温穩穏假仮價価畫画會会壞壊懷懐繪絵擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥巖巌顏顔歸帰"
    "氣気龜亀僞偽戲戯犧犠卻却糺糾舊旧據拠擧挙虛虚峽峡挾挟敎教强強狹狭鄕郷堯尭曉暁區区驅駆勳勲薰薫羣群徑径惠恵"
    "溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸缺欠儉倹劍剣圈圏檢検權権獻献縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国"
    "黑黒歲歳濟済碎砕齋斎劑剤櫻桜册冊雜雑產産參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿"
    "收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨將将燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄疊畳穰穣讓譲釀醸囑嘱觸触"
    "寢寝愼慎晉晋眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双"
    "搜捜插挿巢巣爭争總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆"
    "團団彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴敕勅鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬭闘德徳獨独讀読屆届"
    "繩縄貳弐惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜佛仏拂払變変邊辺步歩舖舗穗穂寶宝襃褒豐豊沒没"
    "飜翻萬万滿満默黙彌弥藥薬譯訳與与譽誉搖揺樣様謠謡遙遥瑤瑶來来賴頼亂乱覽覧龍竜兩両獵猟綠緑壘塁淚涙勵励禮礼"
    "隸隷靈霊齡齢戀恋爐炉勞労郞郎樓楼錄録灣湾"
    "髙高﨑崎嵜崎邉辺濵浜嶋島嶌島冨富栁柳桺柳桒桑𠮷吉槗橋渕淵舘館峯峰曾曽寳宝埜野凜凛槇槙檜桧藪薮籠篭儘侭壺壷"
    "頸頚灌潅鷗鴎嚙噛摑掴蠟蝋剝剥頰頬塡填𠮟叱麵麺餠餅萠萌峩峨畧略慾欲"
)
"""Old forms and variants in names, each with the form it folds to. Left out are old forms that share their
new one with words of another meaning: 辨辯瓣 (弁), 豫 (予), 餘 (余)."""

_KANJI: Final = dict(zip(_KANJI_PAIRS[::2], _KANJI_PAIRS[1::2], strict=True))

_SIGNS: Final = {
    **dict.fromkeys("‐‑‒–—―−─﹘﹣", "-"),
    **dict.fromkeys("“”„‟〝〞", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("〜∼", "~"),
}

_IRREGULAR: Final = "\ufdd0"
"""A noncharacter that stands for what does not fold one to one."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back."""

    text: str
    _folded: array[int]
    """Folded offsets from which on the way back changes, ascending."""
    _original: array[int]
    """The offset in the text of each of them."""
    _until: array[int]
    """Where the cluster ends that this folded code point is of; 0 where offsets run in step from here on."""

    def back(self, offset: int) -> int:
        """The offset in the text where what stands at `offset` of the folded text begins."""
        at = bisect_right(self._folded, offset) - 1
        if at < 0:
            return offset
        return self._original[at] + (0 if self._until[at] else offset - self._folded[at])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """What folded to text[start:end]; a cluster that was hit in part is in it whole."""
        if end <= start:
            return self.back(start), self.back(start)
        at = bisect_right(self._folded, end - 1) - 1
        last = self._until[at] if at >= 0 and self._until[at] else self.back(end - 1) + 1
        return self.back(start), last


def fold(text: str) -> Folded:
    """Fold `text` for searching; equal words in another width, case, kana or kanji form fold alike."""
    folded = text.translate(_TABLE)
    if _IRREGULAR not in folded:
        return Folded(folded, _NONE, _NONE, _NONE)
    starts, origins, until = array("I"), array("I"), array("I")
    pieces: list[str] = []
    size, done = 0, 0
    while (at := folded.find(_IRREGULAR, done)) >= 0:
        start = at - 1 if at > done and _attaches(text[at]) else at
        end = at + 1
        while end < len(text) and folded[end] == _IRREGULAR and _attaches(text[end]):
            end += 1
        out = _cluster(text[start:end])
        pieces += (folded[done:start], out)
        size += start - done
        for place in range(size, size + len(out)):
            starts.append(place)
            origins.append(start)
            until.append(end)
        size += len(out)
        starts.append(size)
        origins.append(end)
        until.append(0)
        done = end
    pieces.append(folded[done:])
    return Folded("".join(pieces), starts, origins, until)


def find(folded: Folded, query: str) -> list[tuple[int, int]]:
    """Where `query`, folded too, occurs: offsets in the text that was folded, end exclusive, in order."""
    wanted = fold(query).text
    if not wanted:
        return []
    found: list[tuple[int, int]] = []
    at = folded.text.find(wanted)
    while at >= 0:
        span = folded.span(at, at + len(wanted))
        if not found or span[0] >= found[-1][1]:
            found.append(span)
        at = folded.text.find(wanted, at + len(wanted))
    return found


_NONE: Final = array("I")


class _Table(dict[int, str]):
    """What each code point folds to, filled as they are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _one(chr(code))
        return folded


_TABLE: Final = _Table()


def _one(character: str) -> str:
    """The one code point that `character` folds to, or _IRREGULAR."""
    if character == _IRREGULAR or _attaches(character):
        return _IRREGULAR
    plain = unicodedata.normalize("NFKC", _SIGNS.get(character, character)).casefold()
    if len(plain) != 1:
        return _IRREGULAR
    plain = _SIGNS.get(plain, plain)
    if "ァ" <= plain <= "ヶ" or plain in "ヽヾ":
        return chr(ord(plain) - 0x60)
    return _KANJI.get(plain, plain)


def _attaches(character: str) -> bool:
    """Whether `character` belongs to the one before it: marks, half-width dakuten, joiners, medial jamo."""
    if character.isascii():
        return False
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return True
    return character in "ﾞﾟ" or "\u1160" <= character <= "\u11ff"


def _cluster(text: str) -> str:
    """What a cluster of code points folds to: any number of them."""
    kept = "".join(c for c in text if not _ignored(c))
    plain = unicodedata.normalize("NFKC", kept).casefold()
    return "".join(c if (one := _one(c)) == _IRREGULAR else one for c in plain)


def _ignored(character: str) -> bool:
    """Code points that a search looks through: joiners, soft hyphens, variation selectors."""
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selector or unicodedata.category(character) == "Cf"
