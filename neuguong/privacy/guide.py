"""The handbook's page for people: what is kept about me, who sees it, how I ask; in the order of the questions."""

from django.utils.translation import gettext_lazy as _

from neuguong.privacy.notice import Chapter

GUIDE = (
    Chapter(
        _("Phần mềm lưu gì về tôi?"),
        (
            _(
                "Lý lịch trong danh sách, nơi sinh hoạt, chức vụ, cam kết và kết quả, điểm danh, điển hình, khen "
                "thưởng, mức xếp loại, tài khoản và việc tôi đã làm trong phần mềm. Không có số căn cước, không có "
                "vụ việc kỷ luật, không có nhận xét ngoài nhận xét của chi bộ về bản cam kết."
            ),
            _("Trang «Dữ liệu của tôi» đếm từng sổ đang lưu bao nhiêu dòng về tôi."),
        ),
    ),
    Chapter(
        _("Ai xem được?"),
        (
            _("Nội dung và kết quả cam kết: tôi và cấp ủy chi bộ giữ hồ sơ. Cấp trên chỉ thấy số liệu, ai đã ký."),
            _(
                "Tên, nơi sinh hoạt, điểm danh, đề nghị khen: cấp ủy nơi tôi sinh hoạt và cấp trên của nơi đó; "
                "đoàn kiểm tra xem được như vậy. Người quản trị máy chủ không xem cam kết qua phần mềm, nhưng ai giữ "
                "cả máy và tệp khóa thì đọc được cơ sở dữ liệu."
            ),
            _(
                "Ai khác mở cam kết của tôi đều bị ghi lại. Mở bản cam kết của mình, mục «Ai đã đọc», để xem ai, "
                "lúc nào, mở ở đâu."
            ),
        ),
    ),
    Chapter(
        _("Tôi lấy bản sao thế nào?"),
        (
            _(
                "Vào «Dữ liệu của tôi», bấm «Tải về», được ngay một tệp nén: ban-doc.pdf để đọc, du-lieu.json để máy "
                "đọc. Không có máy thì nhờ Văn phòng in, ghi yêu cầu «Cung cấp bản sao»; bản Văn phòng in không có nội "
                "dung cam kết."
            ),
        ),
    ),
    Chapter(
        _("Thấy ghi sai thì làm gì?"),
        (
            _(
                "Vào «Dữ liệu của tôi», chọn yêu cầu sửa, ghi điều đúng rồi gửi. Hoặc nói với Văn phòng; Văn phòng "
                "ghi yêu cầu hộ và phần mềm ghi rõ ai ghi cho ai."
            ),
        ),
    ),
    Chapter(
        _("Tôi không muốn dữ liệu được dùng nữa?"),
        (
            _(
                "Hạn chế: dữ liệu chỉ được lưu, không có trong danh sách, tìm kiếm, tệp xuất. Phản đối: dừng một việc "
                "sử dụng cụ thể, hoặc Văn phòng trả lời vì sao không."
            ),
            _(
                "Xóa: những gì luật không buộc lưu. Hai người của Văn phòng cùng làm và không lấy lại được. Số liệu "
                "đã báo cáo vẫn còn nhưng không còn tên tôi; quyết định khen vẫn giữ tên vì luật yêu cầu."
            ),
            _(
                "Chỗ việc xóa không với tới: tên trong dòng nhật ký cũ, trong bản sao lưu làm trước ngày xóa, trong "
                "tệp đã xuất ra ngoài, và tên người khác tự gõ vào một đoạn văn."
            ),
        ),
    ),
    Chapter(
        _("Bao lâu thì có trả lời?"),
        (
            _(
                "Văn phòng trả lời trong 2 ngày làm việc. Xem, sửa, lấy bản sao: xong trong 10 ngày; hạn chế, phản "
                "đối: 15 ngày; xóa: 20 ngày. Trang yêu cầu ghi hạn cụ thể, quá hạn thì có đánh dấu."
            ),
            _("Không đồng ý với trả lời thì hỏi cấp ủy cấp trên của Văn phòng đó."),
        ),
    ),
)
