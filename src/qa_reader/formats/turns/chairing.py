"""What a chair's words do: open an item, call a name, hand over, cut in, ask. Pure text rules.

The pairing of questions and answers turns on them (formats.md §0.2, rule C, measured on 693 hand-read turns).
"""

from __future__ import annotations

import re
from typing import Final

_BLANKS: Final = re.compile(r"[\s\u3000]+")
_ITEM: Final = re.compile(
    r"議題(?:に供|に付|と(?:いた|し))|(?:説明|報告|趣旨)[^。]{0,12}(?:願い|求め|聴取|お願い)|提案理由"
)
_NEXT_MATTER: Final = re.compile(
    r"日程第[0-9０-９一二三四五六七八九十]|(?:報告|質疑|討論)(?:を|は)(?:これで|以上で)?(?:終わ|終了|終結|打ち切)|"
    r"採決(?:いた|し|に|を)|発言(?:を求められ|の申出|の申し出)|(?:御|ご)?(?:挨拶|あいさつ|自己紹介)(?:を|が)|"
    r"意見(?:を|の)(?:お)?(?:述べ|陳述|開陳)"
)
_PRESIDING: Final = re.compile(
    r"(?:休憩|再開)(?:いた|し|前)|議題(?:に|と)|採決|(?:御|ご)異議|散会|閉会|開会|"
    r"(?:質疑|質問|討論|発言)(?:を(?:許|終|打ち切|終結)|は(?:終|ござい)|に(?:入|移)|願い)|"
    r"ほかに(?:何か)?(?:ございませんか|ありませんか|ございますか)|暫時"
)
_CALL: Final = re.compile(
    r"^(?:(?:次に|では|それでは|はい|続きまして|続いて)[、,]?)?[^。、]{1,24}"
    r"(?:委員|議員|君|さん|[長監官者])(?:どうぞ|お願い(?:いた)?します)?[。.]?$"
)
_CALL_TO_EXPLAIN: Final = re.compile(
    r"(?:はい[、,])?[^。、]{1,16}(?:[長監官者]|主幹|参事)[、,]?(?:御|ご)?説明(?:を)?(?:願|お願い|いただ)[^。]{0,8}。?$"
)
_HAND_OVER: Final = re.compile(
    r"(?:退席|退場|離席|退室)[、，,][^〕）\]]{0,30}(?:着席|代わる|交代|入場)|"
    r"(?:副委員長|副議長)と?(?:に)?(?:交代|代わり|替わり|職務)"
)
_CUT_IN: Final = re.compile(
    r"(?:時間(?:です|が(?:来|参|まい|過ぎ)|となり|になり)|まとめて|簡潔に|簡単に|手短|発言(?:中|は)|静粛|"
    r"(?:質問|質疑|発言)(?:を)?(?:続け|続行)|どうぞ|続けて|マイク)"
)
_CLOSES: Final = re.compile(
    r"(?:終わ(?:り|る|ら)|終了|終結|打ち切|次に|続(?:き|い)て|ほかに|他に|休憩|散会|(?:御|ご)異議)"
)
_OWN_QUESTION: Final = re.compile(
    r"(?:委員長|議長|座長|会長)(?:として|から|の(?:ほう|方)から|より)[^。]{0,40}(?:よろしいでしょうか|"
    r"聞|伺|確認|質問)|私(?:から|の(?:ほう|方)から)(?:も)?[^。]{0,30}(?:聞|伺|確認|質問)"
)
_QUESTION_END: Final = re.compile(
    r"(?:か|下さい|ください|(?:伺い|聞き|尋ね|承り|求め)(?:(?:いた)?し)?(?:たいと思い)?(?:ます|たい)|"
    r"お答え(?:願|くだ)[^。]{0,8})[。？?]?[」』）)]{0,4}$"
)
_ANSWERED: Final = re.compile(
    r"お答え(?:を)?(?:いた|申し上げ|し)(?:たい)?[^。]{0,8}ます|理事会[^。]{0,16}協議(?:いた|し|を|させ)|"
    r"(?:検討|協議|調整|対応|確認)(?:を)?(?:し|いたし|して|させて)[^。]{0,14}(?:ます|思い|考え)[^。]{0,10}。?$|"
    r"(?:考えて|認識して|存じて)(?:おり|い)ます。?$"
)
_SUPPLIES: Final = re.compile(r"(?:質疑|質問|発言|異議|討論)[^。]{0,14}(?:か|ください|願います)[。？?]?$")
_POINT_OF_ORDER: Final = re.compile(
    r"^(?:ちょっと|ちよつと|委員長[、,]?|議長[、,]?|すみません[、,。]?)*議事進行"
)
_HAIL: Final = re.compile(
    r"^(?:はい[、,]?)?(?:議長|委員長|座長|会長)[、,。！!]*(?:[0-9０-９〇一二三四五六七八九十]{1,4}番)?(?:再々?質問)?[。！!]*$"
)
_GREETING: Final = re.compile(
    r"(?:[^。？?]{1,60}(?:です|(?:で)?ございます|申します|なりました)(?:。|[、,])){1,2}"
    r"[^。？?、]{0,20}よろしくお願い[^。？?]{0,14}。?"
)
_READING: Final = re.compile(r"^[（(〔]?(?:以下)?(?:朗読|氏名点呼|点呼|報告朗読)[）)〕]?")


def opens_item(text: str) -> bool:
    """The chair changes the subject: what follows from an official is a presentation, no answer.

    The pattern of items is the one measured in formats.md §0.2. 「○○課長、説明願います」 after a question is
    a call for its answer.
    """
    run = _BLANKS.sub("", text)
    if _NEXT_MATTER.search(run):
        return True
    return bool(_ITEM.search(run)) and not (len(run) <= 30 and _CALL_TO_EXPLAIN.match(run))


def presides(text: str) -> bool:
    """Words that only the one in the chair says, or a bare call of a name."""
    run = _BLANKS.sub("", text)
    return bool(_PRESIDING.search(run)) or (len(run) <= 40 and bool(_CALL.match(run)))


def hands_over(text: str) -> bool:
    """The chair leaves the chair to the vice chair: 「〔委員長退席、副委員長着席〕」."""
    return bool(_HAND_OVER.search(_BLANKS.sub("", text)))


def cuts_in(text: str) -> bool:
    """The chair breaks into a question that goes on after it: 「○○君、時間です。」 「まとめてください。」

    Short, and it neither closes the matter nor calls for anything new.
    """
    run = _BLANKS.sub("", text)
    return len(run) <= 80 and bool(_CUT_IN.search(run)) and not _CLOSES.search(run)


def chair_asks(text: str) -> bool:
    """The chair himself asks, as happens in committees: 「ちょっと委員長からよろしいでしょうか」."""
    run = _BLANKS.sub("", text)
    return bool(_OWN_QUESTION.search(run)) and bool(_QUESTION_END.search(run)) and not _SUPPLIES.search(run)


def chair_answers(text: str) -> bool:
    """The chair himself answers what he was asked: 「お答えします。…」 「後刻、理事会で協議いたします。」"""
    run = _BLANKS.sub("", text)
    return bool(_ANSWERED.search(run)) and not _PRESIDING.search(run) and not opens_item(text)


def asks_at_end(text: str) -> bool:
    """A speech whose last sentence asks: 「…伺います。」 「…でしょうか。」"""
    return bool(_QUESTION_END.search(_BLANKS.sub("", text)))


def point_of_order(text: str) -> bool:
    """A member speaks on the conduct of the meeting: 「議事進行について…」."""
    return bool(_POINT_OF_ORDER.match(_BLANKS.sub("", text[:60])))


def hails(text: str) -> bool:
    """Nothing but a call for the floor: 「議長」, 「委員長、10番」."""
    return len(text) <= 40 and bool(_HAIL.match(_BLANKS.sub("", text)))


def introduces_himself(text: str) -> bool:
    """「みどりの会の谷花子です。どうぞよろしくお願いいたします。」 and no more."""
    return len(text) <= 160 and bool(_GREETING.fullmatch(_BLANKS.sub("", text)))


def reads_out(text: str) -> bool:
    """A clerk's reading or roll call, not an answer: 「（朗読）」."""
    return bool(_READING.match(_BLANKS.sub("", text[:60])))
